import { beforeEach, describe, expect, it } from 'vitest'
import { epoch, head, maya, message, openShop, openStores, participant, sam, shop, told } from '../../helpers/bakery.ts'

describe('a conversation that this device does not know, or no longer does', () => {
  let { store } = openStores()
  beforeEach(() => {
    store = openStores().store
  })

  it('nothing that still comes of it brings it back', () => {
    store.applyHead(head(2))
    store.applyGone(shop)
    store.applyFact(told(message(3)))
    store.applyMessage(message(3))
    store.applyChanges({ epoch, reset: true, done: true, head: head(3), messages: [message(3)] }, 0)
    store.moveReadMarker(shop, 3)
    store.moveReader(shop, 2)
    expect([store.list, store.segment(shop), store.unreadOf(shop), store.totalUnread]).toEqual([[], [], 0, 0])
    expect([store.startLoading(shop), store.applyHistory(shop, [message(1)], {})]).toEqual([undefined, false])
  })

  it('an attempt to send there ends without an error, and its text stands until the person throws it away', () => {
    const entry = { id: 'new', conversationId: shop, body: 'hello', createdAt: '', state: 'sending' as const }
    store.applyOutbox(entry)
    store.applyOutbox({ ...entry, state: 'failed' })
    expect(store.outboxOf(shop)).toMatchObject([{ id: 'new', state: 'failed' }])
    store.removeOutbox('new')
    expect(store.outbox).toEqual([])
  })

  it('a marker that came too early is kept for its own conversation only', () => {
    store.applyReadMarker({ conversationId: shop, userId: sam, lastReadSeq: 2 })
    store.applyHead(head(4, { id: 'photos' }))
    expect(store.earlyMarkers).toHaveLength(1)
    store.applyHead({ ...head(4), participants: [participant(maya, 'Maya', 0), participant(sam, 'Sam', 1)] })
    expect(store.conversations[shop]?.head.participants.map(({ lastReadSeq }) => lastReadSeq)).toEqual([0, 2])
  })

  it('stays loaded while it is open twice, and is let go when it is closed for the last time', () => {
    store = openShop(80).store
    store.openConversation(shop)
    store.closeConversation(shop)
    expect([store.open, store.segment(shop).length]).toEqual([[shop], 80])
    store.closeConversation(shop)
    expect([store.open, store.segment(shop).length]).toEqual([[], 50])
    store.closeConversation('never opened')
    expect(store.recent).toEqual([shop])
  })
})

describe('conversations and their changes', () => {
  it('two with the same activity stand in one order, always; one without messages by its beginning', () => {
    const { store } = openStores()
    for (const id of ['b', 'a', 'c']) store.applyHead(head(1, { id }))
    store.applyHead(head(0, { id: 'fresh', createdAt: '2026-11-20T12:00:00.000Z' }))
    expect(store.list.map(({ id }) => id)).toEqual(['fresh', 'c', 'b', 'a'])
  })

  it('a server with an earlier state resets the conversation', () => {
    const { store } = openShop(9, { read: 9 })
    const restored = { epoch, reset: true, done: true, head: head(4), messages: [message(3), message(4)] }
    expect(store.applyChanges(restored, 9)).toBeUndefined()
    expect(store.conversations[shop]).toMatchObject({ cursor: 4, loaded: true, head: { lastSeq: 4 } })
    expect(store.segment(shop).map(({ seq }) => seq)).toEqual([3, 4])
  })

  it('replaces the messages on a reset, also of a server that calls it by its former name', () => {
    const { store } = openShop(9, { read: 9 })
    const page = { epoch, reset: undefined as never, anew: true, done: true, head: head(12, { changeSeq: 12 }), messages: [message(12)] }
    store.applyChanges(page, 9)
    expect(store.segment(shop).map(({ seq }) => seq)).toEqual([12])
  })

  it('where only the head is followed, a page of changes is not held', () => {
    const { store } = openStores()
    store.applyHead(head(2))
    store.applyChanges({ epoch, reset: false, done: false, head: head(5), messages: [] }, 2)
    expect([store.conversations[shop]?.cursor, store.segment(shop), store.unreadOf(shop)]).toEqual([5, [], 5])
  })

  it('[D6.7] marked unread on another device, all that was read there counts again here', () => {
    const { store } = openShop(8, { read: 8 })
    store.applyFact(told(message(9)))
    store.moveReadMarker(shop, 9)
    expect(store.unreadOf(shop)).toBe(0)
    // Counted where the ninth had not arrived yet.
    store.applyReadMarker({ conversationId: shop, userId: maya, readEra: 1, lastReadSeq: 3, unread: { seq: 8, count: 5 } })
    expect([store.conversations[shop]?.head.mine.lastReadSeq, store.unreadOf(shop)]).toEqual([3, 6])
  })
})
