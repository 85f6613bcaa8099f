import type { MessagingStore } from '../../stores/messaging.ts'
import { createMarkerQueue } from './create-marker-queue.ts'
import type { RequestApi, Timers } from './ports.ts'

export interface ReadMarkersOptions {
  store: MessagingStore
  request: RequestApi
  timers: Timers
}

export type ReadMarkers = ReturnType<typeof createReadMarkers>

/** Read markers move on the screen at once, and to the server through a queue that gathers them. */
export function createReadMarkers({ store, request, timers }: ReadMarkersOptions) {
  const queue = createMarkerQueue({
    timers,
    tell: async (conversationId, seq, options) =>
      store.applyReadMarker(await request('markRead', { params: { conversationId }, body: { seq }, ...options })),
  })

  /** The reader has seen everything up to `seq`. Lower than before changes nothing. */
  function markRead(conversationId: string, seq: number): void {
    const before = store.conversations[conversationId]?.head.mine.lastReadSeq
    if (before === undefined || seq <= before) return
    store.moveReadMarker(conversationId, seq)
    queue.send(conversationId, seq)
  }

  return { ...queue, markRead }
}
