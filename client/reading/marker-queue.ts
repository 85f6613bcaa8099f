import { isPassing } from '../api/api-error.ts'
import { createBackOff } from '../api/back-off.ts'
import type { RequestOptions, Timer, Timers } from '../ports.ts'

/** Milliseconds between two requests for the same place, however fast somebody reads. */
const MARKER_INTERVAL_MS = 1_000

export interface MarkerQueueOptions {
  timers: Timers
  /** Tells the server of one marker, and applies its answer. Throws `ApiError`. */
  tell: (placeId: string, seq: number, options: RequestOptions) => Promise<void>
}

/**
 * Markers on their way to the server, by what they are in: at most one a second and place, the
 * first at once, what follows in that second as one.
 */
export function createMarkerQueue({ timers, tell }: MarkerQueueOptions) {
  const unsent = new Map<string, number>()
  const pauses = new Map<string, Timer>()
  const backOff = createBackOff(timers)
  /** Another object after each stop: what was under way then does not go on. */
  let session = {}
  let underWay = 0

  /** Tells the server, now or when the second is over. */
  function send(placeId: string, seq: number): void {
    unsent.set(placeId, Math.max(seq, unsent.get(placeId) ?? 0))
    if (!pauses.has(placeId)) void put(placeId)
  }

  async function put(placeId: string, options: RequestOptions = {}): Promise<void> {
    const seq = unsent.get(placeId)
    if (seq === undefined) return
    const begun = session
    unsent.delete(placeId)
    pause(placeId, MARKER_INTERVAL_MS)
    underWay += 1
    try {
      await tell(placeId, seq, options)
      backOff.reset()
    }
    catch (error) {
      if (!isPassing(error) || begun !== session) return
      unsent.set(placeId, Math.max(seq, unsent.get(placeId) ?? 0))
      pause(placeId, backOff.next(error))
    }
    finally {
      underWay -= 1
    }
  }

  function pause(placeId: string, ms: number): void {
    pauses.get(placeId)?.()
    pauses.set(placeId, timers.set(() => {
      pauses.delete(placeId)
      void put(placeId)
    }, ms))
  }

  /** Sends what is left, also when the page is just being closed. */
  function flush(): void {
    for (const placeId of [...unsent.keys()]) void put(placeId, { keepalive: true })
  }

  function stop(): void {
    for (const cancel of pauses.values()) cancel()
    pauses.clear()
    unsent.clear()
    session = {}
  }

  return { send, flush, stop, areTold: () => underWay === 0 && unsent.size === 0 }
}
