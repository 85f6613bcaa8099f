import type { MessagingStore } from '../../stores/messaging.ts'
import { isPassing } from './api-error.ts'
import { createBackOff } from './create-back-off.ts'
import type { RequestApi, RequestOptions, Timer, Timers } from './ports.ts'

/** Milliseconds between two requests for the same conversation, however fast somebody reads. */
export const MARKER_INTERVAL_MS = 1_000

export interface ReadMarkersOptions {
  store: MessagingStore
  request: RequestApi
  timers: Timers
}

export type ReadMarkers = ReturnType<typeof createReadMarkers>

/**
 * Read markers move on the screen at once, and to the server at most once a second and
 * conversation: the first at once, what follows in that second as one.
 */
export function createReadMarkers({ store, request, timers }: ReadMarkersOptions) {
  const unsent = new Map<string, number>()
  const pauses = new Map<string, Timer>()
  const backOff = createBackOff(timers)
  /** Another object after each stop: what was under way then does not go on. */
  let session = {}
  let underWay = 0

  /** The reader has seen everything up to `seq`. Lower than before changes nothing. */
  function markRead(conversationId: string, seq: number): void {
    const before = store.conversations[conversationId]?.head.mine.lastReadSeq
    if (before === undefined || seq <= before) return
    store.moveReadMarker(conversationId, seq)
    send(conversationId, seq)
  }

  /** Tells the server, now or when the second is over. */
  function send(conversationId: string, seq: number): void {
    unsent.set(conversationId, Math.max(seq, unsent.get(conversationId) ?? 0))
    if (!pauses.has(conversationId)) void put(conversationId)
  }

  async function put(conversationId: string, options: RequestOptions = {}): Promise<void> {
    const seq = unsent.get(conversationId)
    if (seq === undefined) return
    const begun = session
    unsent.delete(conversationId)
    pause(conversationId, MARKER_INTERVAL_MS)
    underWay += 1
    try {
      store.applyReadMarker(await request('markRead', { params: { conversationId }, body: { seq }, ...options }))
      backOff.reset()
    }
    catch (error) {
      if (!isPassing(error) || begun !== session) return
      unsent.set(conversationId, Math.max(seq, unsent.get(conversationId) ?? 0))
      pause(conversationId, backOff.next(error))
    }
    finally {
      underWay -= 1
    }
  }

  function pause(conversationId: string, ms: number): void {
    pauses.get(conversationId)?.()
    pauses.set(conversationId, timers.set(() => {
      pauses.delete(conversationId)
      void put(conversationId)
    }, ms))
  }

  /** Sends what is left, also when the page is just being closed. */
  function flush(): void {
    for (const conversationId of [...unsent.keys()]) void put(conversationId, { keepalive: true })
  }

  function stop(): void {
    for (const cancel of pauses.values()) cancel()
    pauses.clear()
    unsent.clear()
    session = {}
  }

  return { markRead, send, flush, stop, areTold: () => underWay === 0 && unsent.size === 0 }
}
