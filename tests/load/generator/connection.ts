import type { Packet } from './packet-memory.ts'

/** How to reach a server over Socket.IO: what a handshake says. */
export interface Handshake {
  url: string
  headers: Record<string, string>
  auth: Record<string, unknown>
}

export interface ConnectionListener {
  event: (packet: Packet) => void
  /** The connection ended, on either side. */
  lost: () => void
}

/** One live Socket.IO connection over WebSocket. */
export interface Connection {
  emit: (name: string, payload: unknown) => Promise<unknown>
  /** Cuts it without a farewell, as a lost network does. */
  cut: () => void
}
