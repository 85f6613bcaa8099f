import type { Timer, Timers } from '../ports.ts'

/** Milliseconds for which a page is hidden before its user counts as away. */
export const AWAY_AFTER_MS = 5 * 60_000

export interface PresenceNoticeOptions {
  timers: Pick<Timers, 'set'>
  isVisible: () => boolean
  send: (status: 'online' | 'away') => void
}

/** Tells the server when the page has been hidden for a while, and when it is visible again. */
export function createPresenceNotice({ timers, isVisible, send }: PresenceNoticeOptions) {
  let isAway = false
  let cancel: Timer | undefined

  function visibilityChanged(): void {
    cancel?.()
    if (!isVisible()) cancel = timers.set(() => setAway(true), AWAY_AFTER_MS)
    else if (isAway) setAway(false)
  }

  function setAway(away: boolean): void {
    isAway = away
    send(away ? 'away' : 'online')
  }

  return {
    visibilityChanged,
    /** A new connection counts as online, so only "away" has to be sent. */
    connected: () => void (isAway && send('away')),
    stop: () => cancel?.(),
  }
}
