import type { ConversationsStore } from '../../stores/conversations.ts'
import { createMarkerQueue } from './marker-queue.ts'
import type { RequestApi, RequestOptions, Timers } from '../ports.ts'

export interface ReadMarkersOptions {
  store: ConversationsStore
  request: RequestApi
  timers: Timers
}

export type ReadMarkers = ReturnType<typeof createReadMarkers>

/** Read markers move on the screen at once, and reach the server through a queue. */
export function createReadMarkers({ store, request, timers }: ReadMarkersOptions) {
  const queue = createMarkerQueue({ timers, send: post })

  async function post(key: string, seq: number, options: RequestOptions): Promise<void> {
    const { conversationId, readEra } = parseKey(key)
    store.applyReadMarker(await request('markRead', { params: { conversationId }, body: { seq, readEra }, ...options }))
  }

  /** Marks everything up to `seq` as read. A lower `seq` than before changes nothing. */
  function markRead(conversationId: string, seq: number): void {
    const before = store.conversations[conversationId]?.head.mine.lastReadSeq
    if (before === undefined || seq <= before) return
    store.moveReadMarker(conversationId, seq)
    send(conversationId, seq)
  }

  /** Sends a marker of the current read era. */
  function send(conversationId: string, seq: number): void {
    queue.send(keyOf(conversationId, store.conversations[conversationId]?.head.mine.readEra ?? 0), seq)
  }

  /** Makes the message at `seq` and all later ones unread, on all devices of the user. Throws `ApiError`. */
  async function markUnread(conversationId: string, seq: number): Promise<void> {
    store.applyReadMarker(await request('markUnread', { params: { conversationId }, body: { seq } }))
  }

  return { ...queue, send, markRead, markUnread }
}

/** The queue has a key for each read era: a marker of one era must not count in the next. */
function keyOf(conversationId: string, readEra: number): string {
  return `${conversationId} ${readEra}`
}

function parseKey(key: string): { conversationId: string, readEra: number } {
  const [conversationId = '', readEra] = key.split(' ')
  return { conversationId, readEra: Number(readEra) }
}
