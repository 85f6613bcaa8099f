import type { MessagingStore } from '../../stores/messaging.ts'
import { createMarkerQueue } from './marker-queue.ts'
import type { RequestApi, RequestOptions, Timers } from '../ports.ts'

export interface ReadMarkersOptions {
  store: MessagingStore
  request: RequestApi
  timers: Timers
}

export type ReadMarkers = ReturnType<typeof createReadMarkers>

/** Read markers move on the screen at once, and to the server through a queue that gathers them. */
export function createReadMarkers({ store, request, timers }: ReadMarkersOptions) {
  const queue = createMarkerQueue({ timers, tell })

  async function tell(place: string, seq: number, options: RequestOptions): Promise<void> {
    const { conversationId, readEra } = eraAt(place)
    store.applyReadMarker(await request('markRead', { params: { conversationId }, body: { seq, readEra }, ...options }))
  }

  /** The reader has seen everything up to `seq`. Lower than before changes nothing. */
  function markRead(conversationId: string, seq: number): void {
    const before = store.conversations[conversationId]?.head.mine.lastReadSeq
    if (before === undefined || seq <= before) return
    store.moveReadMarker(conversationId, seq)
    send(conversationId, seq)
  }

  /** Tells the server of a marker of the era that this device knows. */
  function send(conversationId: string, seq: number): void {
    queue.send(placeAt(conversationId, store.conversations[conversationId]?.head.mine.readEra ?? 0), seq)
  }

  /** The message at `seq` and all after it are unread again, on every device of the reader's. Throws `ApiError`. */
  async function markUnread(conversationId: string, seq: number): Promise<void> {
    store.applyReadMarker(await request('markUnread', { params: { conversationId }, body: { seq } }))
  }

  return { ...queue, send, markRead, markUnread }
}

/** Each era has a place of its own in the queue: what was read in one must not count in the next. */
function placeAt(conversationId: string, readEra: number): string {
  return `${conversationId} ${readEra}`
}

function eraAt(place: string): { conversationId: string, readEra: number } {
  const [conversationId = '', readEra] = place.split(' ')
  return { conversationId, readEra: Number(readEra) }
}
