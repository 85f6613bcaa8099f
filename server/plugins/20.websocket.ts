import { authenticateCredential } from '#server/domain/authentication/authenticate.ts'
import { eventPublisher } from '#server/domain/events.ts'
import { presenceReader } from '#server/domain/presence.ts'
import { config } from '#server/infra/config.ts'
import { lifecycle } from '#server/infra/lifecycle.ts'
import { redis } from '#server/infra/redis.ts'
import { createSocketEndpoint, socketEndpoint, forwardUpgrades } from '#server/websocket/engine-bridge.ts'
import { startRealtime } from '#server/websocket/start-realtime.ts'

/** Socket.IO. Sockets close before the last requests end; those may still publish. */
export default defineNitroPlugin((nitroApp) => {
  forwardUpgrades(nitroApp.h3App)
  lifecycle().add('websocket', async () => {
    const { SOCKET_IO_PATH, SOCKET_IO_CORS_ORIGIN, NODE_ENV } = config()
    const endpoint = createSocketEndpoint(SOCKET_IO_PATH)
    const realtime = startRealtime({
      server: endpoint.server,
      path: SOCKET_IO_PATH,
      origins: SOCKET_IO_CORS_ORIGIN,
      authenticateCredential,
      redis: redis.isSet() ? redis() : undefined,
      validate: NODE_ENV !== 'production',
    })
    eventPublisher.set(realtime.publisher)
    presenceReader.set(realtime.presence)
    socketEndpoint.set(endpoint)
    return {
      async drain() {
        socketEndpoint.clear()
        await realtime.drain()
      },
      stop: async () => realtime.stop(),
    }
  })
})
