import type { Timer, Timers } from '../ports.ts'

export type ConnectionState = 'live' | 'connecting' | 'reconnecting' | 'offline' | 'crowded' | 'restored'

/** Milliseconds before an outage is shown. */
const SHOW_OUTAGE_AFTER_MS = 2_000
/** Milliseconds for which "back online" is shown. */
const SHOW_RESTORED_MS = 3_000

export interface ConnectionStateOptions {
  timers: Pick<Timers, 'set'>
  show: (state: ConnectionState) => void
}

/** The state of the connection as the user sees it. Short outages are not shown; long ones and their end are. */
export function createConnectionState({ timers, show }: ConnectionStateOptions) {
  let state: ConnectionState = 'connecting'
  let cancel: Timer | undefined

  function change(next: ConnectionState): void {
    cancel?.()
    cancel = undefined
    state = next
    show(next)
  }

  /** The connection is lost, or could not be opened. */
  function lost(isOnline: boolean): void {
    if (!isOnline) return change('offline')
    if (state === 'offline') return change('reconnecting')
    if (state === 'restored') change('live')
    if (state !== 'reconnecting') cancel ??= timers.set(() => change('reconnecting'), SHOW_OUTAGE_AFTER_MS)
  }

  /** The server refused the connection because the user has too many. New messages arrive with the heartbeat. */
  function crowded(): void {
    if (state !== 'crowded') change('crowded')
    cancel?.()
    cancel = undefined
  }

  /** The connection is back, and everything missed has been fetched. */
  function caughtUp(): void {
    const wasShown = state === 'offline' || state === 'reconnecting' || state === 'crowded'
    change(wasShown ? 'restored' : 'live')
    if (wasShown) cancel = timers.set(() => change('live'), SHOW_RESTORED_MS)
  }

  return { lost, crowded, caughtUp, stop: () => cancel?.() }
}
