import type { Timer, Timers } from '../ports.ts'

/** Milliseconds out of sight after which somebody counts as away. */
export const AWAY_AFTER_MS = 5 * 60_000

export interface PresenceNoticeOptions {
  timers: Pick<Timers, 'set'>
  isVisible: () => boolean
  tell: (status: 'online' | 'away') => void
}

/** Tells the others when one has been away from the page for a while, and when one is back. */
export function createPresenceNotice({ timers, isVisible, tell }: PresenceNoticeOptions) {
  let isAway = false
  let cancel: Timer | undefined

  function visibilityChanged(): void {
    cancel?.()
    if (!isVisible()) cancel = timers.set(() => become(true), AWAY_AFTER_MS)
    else if (isAway) become(false)
  }

  function become(away: boolean): void {
    isAway = away
    tell(away ? 'away' : 'online')
  }

  return {
    visibilityChanged,
    /** A new stream counts as being here, so only the contrary is worth saying. */
    connected: () => void (isAway && tell('away')),
    stop: () => cancel?.(),
  }
}
