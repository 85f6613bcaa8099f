import { authenticateCredential } from '#server/domain/authentication/authenticate.ts'
import { eventPublisher } from '#server/domain/events.ts'
import { presenceReader } from '#server/domain/presence.ts'
import { config } from '#server/infra/config.ts'
import { lifecycle } from '#server/infra/lifecycle.ts'
import { redis } from '#server/infra/redis.ts'
import { createSocketEndpoint, door, forwardUpgrades } from '#server/websocket/engine-bridge.ts'
import { startRealtime } from '#server/websocket/start-realtime.ts'

/** Socket.IO. It lets its sockets go before the last requests, which may still publish, have ended. */
export default defineNitroPlugin((nitroApp) => {
  forwardUpgrades(nitroApp.h3App)
  lifecycle().add('websocket', async () => {
    const { SOCKET_IO_PATH, SOCKET_IO_CORS_ORIGIN, NODE_ENV } = config()
    const entrance = createSocketEndpoint(SOCKET_IO_PATH)
    const realtime = startRealtime({
      server: entrance.server,
      path: SOCKET_IO_PATH,
      origins: SOCKET_IO_CORS_ORIGIN,
      authenticateCredential,
      redis: redis.isSet() ? redis() : undefined,
      validate: NODE_ENV !== 'production',
    })
    eventPublisher.set(realtime.publisher)
    presenceReader.set(realtime.presence)
    door.set(entrance)
    return {
      async drain() {
        door.clear()
        await realtime.drain()
      },
      stop: async () => realtime.stop(),
    }
  })
})
