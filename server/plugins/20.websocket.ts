import { authenticateCredential } from '#server/domain/authentication/authenticate.ts'
import { eventPublisher } from '#server/domain/events.ts'
import { presenceReader } from '#server/domain/presence.ts'
import { config } from '#server/infra/config.ts'
import { lifecycle } from '#server/infra/lifecycle.ts'
import { redis } from '#server/infra/redis.ts'
import { createDoor, door, serveUpgrades } from '#server/websocket/engine-bridge.ts'
import { startRealtime } from '#server/websocket/start-realtime.ts'

/** Socket.IO. Its sockets close before the last requests end, which may still publish. */
export default defineNitroPlugin((nitroApp) => {
  serveUpgrades(nitroApp.h3App)
  lifecycle().add('websocket', async () => {
    const { SOCKET_IO_PATH, SOCKET_IO_CORS_ORIGIN, NODE_ENV } = config()
    const entrance = createDoor(SOCKET_IO_PATH)
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
