import type { Acknowledgement, ClientEventName, ClientEventPayload } from '#shared/events.ts'
import type { ConnectionState } from './connection-state.ts'
import { createConnectionState } from './connection-state.ts'
import { createBackOff } from '../api/back-off.ts'
import type { Timer, Timers } from '../ports.ts'
import type { ServerEventTable } from './server-events.ts'

/** The part of Socket.IO's client that is used. */
export interface SocketLike {
  readonly connected: boolean
  /** False when Socket.IO will not reconnect by itself. */
  readonly active: boolean
  on(event: string, handler: (...values: never[]) => void): unknown
  emit(event: string, ...values: unknown[]): unknown
  connect(): unknown
  disconnect(): unknown
}

export interface SocketConnectionOptions {
  openSocket: () => SocketLike
  listener: { connected: () => void, disconnected: () => void }
  table: ServerEventTable
  timers: Timers
  isOnline: () => boolean
  showState: (state: ConnectionState) => void
  /** Renews the session. Resolves to false when no user is signed in; rejects when the server cannot be reached. */
  renewSession: () => Promise<boolean>
  signOut: () => void
}

/** Milliseconds after which a connection counts as stable, and the back-off starts from the beginning. */
const STABLE_AFTER_MS = 60_000

export type SocketConnection = ReturnType<typeof createSocketConnection>

/**
 * The socket of a signed-in user. Socket.IO reconnects after network failures. This function handles
 * the rest: a refused handshake, a connection that the server closed, and the state that is shown.
 */
export function createSocketConnection({ openSocket, listener, table, timers, isOnline, showState, renewSession, signOut }: SocketConnectionOptions) {
  const state = createConnectionState({ timers, show: showState })
  const backOff = createBackOff(timers)
  const socket = openSocket()
  let hasRenewed = false
  /** Milliseconds since the epoch; infinite before the first connection. */
  let connectedAt = Infinity
  /** Milliseconds that the server asked this device to wait before the next event. */
  let retryAfter = 0
  let cancelReconnect: Timer | undefined
  let isClosed = false

  for (const [name, handle] of Object.entries(table)) socket.on(name, handle)

  socket.on('connect', () => {
    hasRenewed = false
    connectedAt = timers.now()
    retryAfter = 0
    listener.connected()
  })

  socket.on('disconnect', () => {
    listener.disconnected()
    state.lost(isOnline())
    if (timers.now() - connectedAt >= STABLE_AFTER_MS) backOff.reset()
    if (!socket.active) reconnect()
  })

  socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
    if (error.data?.code === 'too_many_connections') state.crowded()
    else state.lost(isOnline())
    if (socket.active) return
    if (error.data?.code === 'session_revoked') signOut()
    else if (error.data?.code === 'unauthenticated') void authenticateAgain()
    else reconnect()
  })

  async function authenticateAgain(): Promise<void> {
    if (hasRenewed) return signOut()
    try {
      hasRenewed = await renewSession()
    }
    catch {
      // The server cannot be reached, so the session may still be valid.
      return reconnect()
    }
    if (hasRenewed) socket.connect()
    else signOut()
  }

  function reconnect(): void {
    cancelReconnect?.()
    if (!isClosed) cancelReconnect = timers.set(() => void socket.connect(), Math.max(retryAfter, backOff.next()))
  }

  /** Sends an event. It is dropped while the socket is not connected. */
  function send<Name extends ClientEventName>(name: Name, payload: ClientEventPayload<Name>): void {
    if (socket.connected) socket.emit(name, payload, acknowledge)
  }

  /** Refused typing and presence events are not repeated. The server may disconnect a client that keeps sending. */
  function acknowledge(response: Acknowledgement): void {
    retryAfter = response.ok ? 0 : (response.error.retryAfter ?? 0) * 1_000
  }

  function close(): void {
    isClosed = true
    cancelReconnect?.()
    state.stop()
    socket.disconnect()
  }

  return {
    send,
    close,
    /** Call after a sync: shows the connection as live. */
    caughtUp: () => socket.connected && state.caughtUp(),
    networkChanged: () => socket.connected || state.lost(isOnline()),
  }
}
