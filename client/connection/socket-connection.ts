import type { Acknowledgement, ClientEventName, ClientEventPayload } from '#shared/events.ts'
import type { ConnectionState } from './connection-state.ts'
import { createConnectionState } from './connection-state.ts'
import { createBackOff } from '../api/back-off.ts'
import type { Timer, Timers } from '../ports.ts'
import type { ServerEventTable } from './server-events.ts'

/** The part of Socket.IO's client that is used here. */
export interface SocketLike {
  readonly connected: boolean
  /** False when no further attempt will be made by itself. */
  readonly active: boolean
  on(event: string, handler: (...values: never[]) => void): unknown
  emit(event: string, ...values: unknown[]): unknown
  connect(): unknown
  disconnect(): unknown
}

export interface SocketConnectionOptions {
  openSocket: () => SocketLike
  client: { connected: () => void, disconnected: () => void }
  table: ServerEventTable
  timers: Timers
  isOnline: () => boolean
  showState: (state: ConnectionState) => void
  /** Renews the session; resolves to false when there is none to renew, throws when nobody answered. */
  renewSession: () => Promise<boolean>
  signOut: () => void
}

/** Milliseconds that a stream must stand before it counts as regained. One that the server soon closes again is no success. */
const STANDS_MS = 60_000

export type Link = ReturnType<typeof createSocketConnection>

/**
 * The life of the one socket. Socket.IO itself returns after an outage, spread by chance; here is
 * what it leaves to the application: a refused handshake, a stream that the server closed, and
 * what has to happen on each new stream.
 */
export function createSocketConnection({ openSocket, client, table, timers, isOnline, showState, renewSession, signOut }: SocketConnectionOptions) {
  const connection = createConnectionState({ timers, show: showState })
  const backOff = createBackOff(timers)
  const socket = openSocket()
  let hasRenewed = false
  /** Milliseconds since the epoch; the future while there was no stream yet. */
  let connectedAt = Infinity
  /** Milliseconds for which the server has asked this device to be quiet. */
  let askedToWait = 0
  let cancelReturn: Timer | undefined
  let isClosed = false

  for (const [name, handle] of Object.entries(table)) socket.on(name, handle)

  socket.on('connect', () => {
    hasRenewed = false
    connectedAt = timers.now()
    askedToWait = 0
    client.connected()
  })

  socket.on('disconnect', () => {
    client.disconnected()
    connection.lost(isOnline())
    if (timers.now() - connectedAt >= STANDS_MS) backOff.reset()
    if (!socket.active) comeBack()
  })

  socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
    if (error.data?.code === 'too_many_connections') connection.crowded()
    else connection.lost(isOnline())
    if (socket.active) return
    if (error.data?.code === 'session_revoked') signOut()
    else if (error.data?.code === 'unauthenticated') void authenticateAgain()
    else comeBack()
  })

  async function authenticateAgain(): Promise<void> {
    if (hasRenewed) return signOut()
    try {
      hasRenewed = await renewSession()
    }
    catch {
      // Nobody answered: that says nothing about the session.
      return comeBack()
    }
    if (hasRenewed) socket.connect()
    else signOut()
  }

  function comeBack(): void {
    cancelReturn?.()
    if (!isClosed) cancelReturn = timers.set(() => void socket.connect(), Math.max(askedToWait, backOff.next()))
  }

  /** Says something to the server; without a stream it is simply not said. */
  function tell<Name extends ClientEventName>(name: Name, payload: ClientEventPayload<Name>): void {
    if (socket.connected) socket.emit(name, payload, noteAnswer)
  }

  /** Typing and presence are said again soon, so a refusal needs no answer. Should the server hang up after it, this is why. */
  function noteAnswer(answer: Acknowledgement): void {
    askedToWait = answer.ok ? 0 : (answer.error.retryAfter ?? 0) * 1_000
  }

  function close(): void {
    isClosed = true
    cancelReturn?.()
    connection.stop()
    socket.disconnect()
  }

  return {
    tell,
    close,
    /** This device is up to date. Without a stream that will not last, so it is not shown. */
    caughtUp: () => socket.connected && connection.caughtUp(),
    networkChanged: () => socket.connected || connection.lost(isOnline()),
  }
}
