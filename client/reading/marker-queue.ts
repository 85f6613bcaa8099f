import { isPassing } from '../api/api-error.ts'
import { createBackOff } from '../api/back-off.ts'
import type { RequestOptions, Timer, Timers } from '../ports.ts'

/** Milliseconds between two requests for the same key. */
const MARKER_INTERVAL_MS = 1_000

export interface MarkerQueueOptions {
  timers: Timers
  /** Sends one marker and applies the response. Throws `ApiError`. */
  send: (key: string, seq: number, options: RequestOptions) => Promise<void>
}

/**
 * Sends read markers: for each key (a conversation or a thread) at most one request a second, the
 * first at once, later ones of that second combined.
 */
export function createMarkerQueue({ timers, send: post }: MarkerQueueOptions) {
  const unsent = new Map<string, number>()
  const pauses = new Map<string, Timer>()
  const backOff = createBackOff(timers)
  /** Replaced by each `stop`: requests under way then are not repeated. */
  let session = {}
  let requests = 0

  /** Sends the marker now, or when the second is over. */
  function send(key: string, seq: number): void {
    unsent.set(key, Math.max(seq, unsent.get(key) ?? 0))
    if (!pauses.has(key)) void sendNow(key)
  }

  async function sendNow(key: string, options: RequestOptions = {}): Promise<void> {
    const seq = unsent.get(key)
    if (seq === undefined) return
    const begun = session
    unsent.delete(key)
    pause(key, MARKER_INTERVAL_MS)
    requests += 1
    try {
      await post(key, seq, options)
      backOff.reset()
    }
    catch (error) {
      if (!isPassing(error) || begun !== session) return
      unsent.set(key, Math.max(seq, unsent.get(key) ?? 0))
      pause(key, backOff.next(error))
    }
    finally {
      requests -= 1
    }
  }

  function pause(key: string, ms: number): void {
    pauses.get(key)?.()
    pauses.set(key, timers.set(() => {
      pauses.delete(key)
      void sendNow(key)
    }, ms))
  }

  /** Sends what is left. The requests outlive the page. */
  function flush(): void {
    for (const key of [...unsent.keys()]) void sendNow(key, { keepalive: true })
  }

  function stop(): void {
    for (const cancel of pauses.values()) cancel()
    pauses.clear()
    unsent.clear()
    session = {}
  }

  return { send, flush, stop, areSent: () => requests === 0 && unsent.size === 0 }
}
