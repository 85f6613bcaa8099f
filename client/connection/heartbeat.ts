import type { Timer, Timers } from '../ports.ts'

/** Milliseconds between two syncs while the page is visible. */
export const HEARTBEAT_MS = 30_000

export interface HeartbeatOptions {
  timers: Timers
  isVisible: () => boolean
  beat: () => void
}

export type Heartbeat = ReturnType<typeof createHeartbeat>

/** Calls `beat` at intervals while the page is visible, with a jitter of ±10 %, so that clients do not sync together. */
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
