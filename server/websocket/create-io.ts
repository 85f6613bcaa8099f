import type { Server as HttpServer } from 'node:http'
import type { ServerOptions } from 'socket.io'
import { Server } from 'socket.io'
import type { AllowRequest, EngineMiddleware } from './allow-handshake.ts'
import type { RealtimeServer } from './socket-types.ts'
import type { Timings } from './timings.ts'

/** Maximum bytes of a packet or polling request. Client events are much smaller (ASVS 2.4.1). */
const MAX_PACKET_BYTES = 65_536

interface Options {
  server: HttpServer
  /** Such as `/socket.io`. */
  path: string
  /** Other origins whose pages may connect. The own origin is always allowed. */
  origins: readonly string[]
  allowRequest: AllowRequest
  /** Checks every request and upgrade after the handshake. */
  allowLaterRequest: EngineMiddleware
  timings: Timings
  /** Shares events between nodes. `undefined` for a single node. */
  adapter: ServerOptions['adapter'] | undefined
}

/**
 * Creates Socket.IO on an HTTP server. Connection state recovery is off: it skips the middlewares,
 * and clients catch up from the database after a reconnect.
 */
export function createIo({ server, path, origins, allowRequest, allowLaterRequest, timings, adapter }: Options): RealtimeServer {
  const io: RealtimeServer = new Server(server, {
    path,
    allowRequest,
    serveClient: false,
    transports: ['polling', 'websocket'],
    maxHttpBufferSize: MAX_PACKET_BYTES,
    pingInterval: timings.pingInterval,
    pingTimeout: timings.pingTimeout,
    connectTimeout: timings.connectTimeout,
    ...(origins.length > 0 && { cors: { origin: [...origins], credentials: true } }),
    ...(adapter && { adapter }),
  })
  io.engine.use(allowLaterRequest)
  return io
}
