import { beforeEach, describe, expect, it } from 'vitest'
import { epoch, head, maya, message, openShop, openStores, participant, sam, shop, told } from '../../helpers/bakery.ts'

describe('a conversation that this device does not know, or no longer does', () => {
  let { store, outboxStore } = openStores()
  beforeEach(() => {
    ({ store, outboxStore } = openStores())
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

  it('keeps a message that could not be sent until its author discards it', () => {
    const entry = { id: 'new', conversationId: shop, body: 'hello', createdAt: '', state: 'sending' as const }
    outboxStore.applyEntry(entry)
    outboxStore.applyEntry({ ...entry, state: 'failed' })
    expect(outboxStore.listedIn(shop)).toMatchObject([{ id: 'new', state: 'failed' }])
    outboxStore.removeEntry('new')
    expect(outboxStore.entries).toEqual([])
  })

  it('a marker that came too early is kept for its own conversation only', () => {
    store.applyReadMarker({ conversationId: shop, userId: sam, lastReadSeq: 2 })
    store.applyHead(head(4, { id: 'photos' }))
    expect(store.earlyMarkers).toHaveLength(1)
    store.applyHead({ ...head(4), participants: [participant(maya, 'Maya', 0), participant(sam, 'Sam', 1)] })
    expect(store.conversations[shop]?.head.participants.map(({ lastReadSeq }) => lastReadSeq)).toEqual([0, 2])
  })

  it('stays loaded while it is open twice, and is unloaded when it is closed for the last time', () => {
    const { store, openConversations } = openShop(80)
    const close = (id: string) => store.unloadClosed(openConversations.close(id))
    openConversations.open(shop)
    close(shop)
    expect([openConversations.ids, store.segment(shop).length]).toEqual([[shop], 80])
    close(shop)
    expect([openConversations.ids, store.segment(shop).length]).toEqual([[], 50])
    close('never opened')
    expect(openConversations.recent).toEqual([shop])
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

  it('a page of changes is not stored while only the head is', () => {
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
