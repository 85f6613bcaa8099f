import type { DefaultEventsMap, Server, Socket } from 'socket.io'
import type { ClientToServerEvents, ServerToClientEvents } from '#shared/events.ts'
import type { PlatformRole } from '#shared/types.ts'

/** The user and session of a socket, looked up at the handshake. */
export interface SocketData {
  userId: string
  sessionId: string
  platformRole: PlatformRole
}

/** Socket.IO's server and socket, typed with Parley's events. */
export type RealtimeServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>
export type RealtimeSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>

/** engine.io's connection below a socket: a WebSocket or long polling. */
export type Connection = RealtimeSocket['conn']
