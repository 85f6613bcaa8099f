import type { DefaultEventsMap, Server, Socket } from 'socket.io'
import type { ClientToServerEvents, ServerToClientEvents } from '#shared/events.ts'
import type { PlatformRole } from '#shared/types.ts'

/** Who is behind a socket: found out once, at the handshake. */
export interface SocketData {
  userId: string
  sessionId: string
  platformRole: PlatformRole
}

/** Socket.IO's server and socket with our contract on them. */
export type RealtimeServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>
export type RealtimeSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>

/** engine.io's connection below a socket: a WebSocket, or polls and posts. */
export type Connection = RealtimeSocket['conn']
