import type { Timer, Timers } from '../ports.ts'

export type ConnectionState = 'live' | 'connecting' | 'reconnecting' | 'offline' | 'crowded' | 'restored'

/** Milliseconds of outage that nobody needs to hear of. */
const PATIENCE_MS = 2_000
/** Milliseconds for which "back online" is worth saying. */
const RELIEF_MS = 3_000

export interface ConnectionStateOptions {
  timers: Pick<Timers, 'set'>
  show: (state: ConnectionState) => void
}

/** What the connection means for the person: short outages are not worth a word, long ones and their end are. */
export function createConnectionState({ timers, show }: ConnectionStateOptions) {
  let state: ConnectionState = 'connecting'
  let cancel: Timer | undefined

  function become(next: ConnectionState): void {
    cancel?.()
    cancel = undefined
    state = next
    show(next)
  }

  /** The stream is cut, or was never there. */
  function lost(isOnline: boolean): void {
    if (!isOnline) return become('offline')
    if (state === 'offline') return become('reconnecting')
    if (state === 'restored') become('live')
    if (state !== 'reconnecting') cancel ??= timers.set(() => become('reconnecting'), PATIENCE_MS)
  }

  /** The server gives this window no stream: the person has too many of them. What is new comes with the next comparison. */
  function crowded(): void {
    if (state !== 'crowded') become('crowded')
    cancel?.()
    cancel = undefined
  }

  /** The stream is back and everything missed is here. */
  function caughtUp(): void {
    const wasShown = state === 'offline' || state === 'reconnecting' || state === 'crowded'
    become(wasShown ? 'restored' : 'live')
    if (wasShown) cancel = timers.set(() => become('live'), RELIEF_MS)
  }

  return { lost, crowded, caughtUp, stop: () => cancel?.() }
}
