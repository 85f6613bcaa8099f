import type { Server as HttpServer } from 'node:http'
import type { ServerOptions } from 'socket.io'
import { Server } from 'socket.io'
import type { AllowRequest, EngineMiddleware } from './allow-handshake.ts'
import type { RealtimeServer } from './socket-types.ts'
import type { Timings } from './timings.ts'

/** Bytes of one packet or polling request: client events are tiny, see ASVS 2.4.1. */
const MAX_PACKET_BYTES = 65_536

interface Options {
  server: HttpServer
  /** Such as `/socket.io`. */
  path: string
  /** Foreign origins whose pages may connect; our own one needs no entry. */
  origins: readonly string[]
  allowRequest: AllowRequest
  /** Asked about every later request and upgrade. */
  allowLaterRequest: EngineMiddleware
  timings: Timings
  /** Shares events between nodes; the in-process one otherwise. */
  adapter: ServerOptions['adapter'] | undefined
}

/**
 * Socket.IO on an HTTP server. Connection state recovery stays off: it skips the middlewares, and
 * a client that was away catches up from the database anyway.
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
