import type { Timer, Timers } from '../ports.ts'

/** Milliseconds between two comparisons with the server while somebody looks. */
export const HEARTBEAT_MS = 30_000

export interface HeartbeatOptions {
  timers: Timers
  isVisible: () => boolean
  beat: () => void
}

export type Heartbeat = ReturnType<typeof createHeartbeat>

/** Beats while the page is visible, spread by a fifth so that not all clients ask at once. */
export function createHeartbeat({ timers, isVisible, beat }: HeartbeatOptions) {
  let cancel: Timer | undefined

  function start(): void {
    cancel?.()
    cancel = timers.set(() => {
      if (isVisible()) beat()
      start()
    }, HEARTBEAT_MS * (0.9 + timers.random() / 5))
  }

  return { start, stop: () => cancel?.() }
}
