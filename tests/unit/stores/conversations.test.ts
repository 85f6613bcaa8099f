import fc from 'fast-check'
import { defaultSettings } from '#shared/conversation-settings.ts'
import { describe, expect, it } from 'vitest'
import { epoch, head, maya, message, messages, openShop, openStores, participant, sam, shop, told } from '../../helpers/bakery.ts'

const seqs = (list: readonly { seq: number }[]) => list.map(({ seq }) => seq)

describe('the conversations store', () => {
  it('[R-136] [R-089] shows a new message, the order of the list and the count as soon as the log tells of it', () => {
    const { store } = openShop(3, { read: 3 })
    const photos = head(1, { id: 'photos', lastMessage: message(1, { createdAt: '2026-11-20T09:30:00.000Z' }) })
    store.applyHead(photos)
    expect(store.list.map(({ id }) => id)).toEqual(['photos', shop])

    store.applyFact(told(message(4, { createdAt: '2026-11-20T10:00:00.000Z' })))
    expect(store.list.map(({ id }) => id)).toEqual([shop, 'photos'])
    expect(seqs(store.segment(shop))).toEqual([1, 2, 3, 4])
    expect([store.unreadOf(shop), store.totalUnread]).toEqual([1, 2])
  })

  it('[R-089] follows changes of the conversation itself', () => {
    const { store } = openShop(2)
    const place = { conversationId: shop }
    store.applyFact({ ...place, changeSeq: 3, change: { kind: 'conversation', status: 'archived', title: 'Shop, done' } })
    store.applyFact({ ...place, changeSeq: 4, change: { kind: 'participant_added', participant: participant('lena', 'Lena', 0) } })
    store.applyFact({ ...place, changeSeq: 5, change: { kind: 'participant_removed', userId: sam } })
    const state = store.conversations[shop]
    expect(state?.head).toMatchObject({ status: 'archived', title: 'Shop, done', changeSeq: 5 })
    expect(state?.head.participants.map(({ user }) => user.id)).toEqual([maya, 'lena'])
  })

  it('[R-041] [R-049] [T-02] takes roles and settings from the log, and its own rights with them', () => {
    const { store } = openShop(2, { read: 1 })
    const place = { conversationId: shop }
    const settings = { ...defaultSettings, topic: 'Bread and cake', whoPosts: 'admins' as const }
    store.applyFact({ ...place, changeSeq: 3, change: { kind: 'settings', title: 'The bakery', settings } })
    store.applyFact({ ...place, changeSeq: 4, change: { kind: 'participant_updated', participant: { ...participant(maya, 'Maya', 0), role: 'member' } } })
    store.applyFact({ ...place, changeSeq: 5, change: { kind: 'participant_updated', participant: { ...participant(sam, 'Sam', 2), role: 'owner' } } })
    const head = store.conversations[shop]?.head
    expect(head).toMatchObject({ title: 'The bakery', settings, changeSeq: 5, mine: { role: 'member', lastReadSeq: 1 } })
    // The read mark goes its own way: an event that was made before it does not take it back.
    expect(head?.participants.map(({ user, role, lastReadSeq }) => [user.id, role, lastReadSeq])).toEqual([[maya, 'member', 1], [sam, 'owner', 2]])
  })

  it('[D6.2] shows a message once, whether the answer or the echo comes first, and takes it out of the outbox', () => {
    for (const order of [['answer', 'echo'], ['echo', 'answer']] as const) {
      const { store, outboxStore } = openShop(1, { read: 1 })
      const own = message(2, { authorId: maya })
      outboxStore.applyEntry({ id: own.id, conversationId: shop, body: own.body, createdAt: own.createdAt, state: 'sending' })
      const ways = { answer: () => store.applyMessage(own), echo: () => store.applyFact(told(own)) }
      for (const way of order) ways[way]()
      expect(seqs(store.segment(shop))).toEqual([1, 2])
      expect(outboxStore.entries).toEqual([])
      expect(store.unreadOf(shop)).toBe(0)
    }
  })

  it('[D6.3] moves the cursor along the log only, never by the answer to a command', () => {
    const { store } = openShop(2)
    store.applyMessage(message(5, { authorId: maya }))
    store.applyHead(head(5, { title: 'Renamed by Maya' }))
    expect(store.conversations[shop]).toMatchObject({ cursor: 2, head: { title: 'Renamed by Maya', lastSeq: 5 } })
    store.applyFact(told(message(3)))
    expect(store.conversations[shop]).toMatchObject({ cursor: 3, head: { title: 'Renamed by Maya', lastSeq: 5 } })
  })

  it('[T-02] learns of edits and deletions as well as of new messages when it catches up', () => {
    const { store } = openShop(4)
    const edited = message(2, { changeSeq: 6, version: 2, body: 'edited' })
    const deleted = message(3, { changeSeq: 7, version: 2, body: '', deletedAt: '2026-11-20T10:00:00.000Z' })
    const page = { epoch, reset: false, done: true, head: head(5, { changeSeq: 7 }), messages: [message(5), edited, deleted] }
    expect(store.applyChanges(page, 4)).toBeUndefined()
    expect(store.segment(shop)).toEqual([message(1), edited, deleted, message(4), message(5)])
    expect(store.conversations[shop]?.cursor).toBe(7)
  })

  it('[T-05] goes on from page to page, and replaces the messages on a reset, keeping later ones', () => {
    const { store } = openShop(2)
    expect(store.applyChanges({ epoch, reset: false, done: false, head: head(9), messages: messages(3, 5) }, 2)).toBe(5)
    store.applyFact(told(message(6)))
    store.applyChanges({ epoch, reset: true, done: true, head: head(5), messages: messages(4, 5) }, 5)
    expect(seqs(store.segment(shop))).toEqual([4, 5, 6])
    expect(store.conversations[shop]?.cursor).toBe(6)
  })

  it('does not believe a page of another epoch, or one that leaves a gap', () => {
    const { store } = openShop(2)
    store.applySync({ epoch, conversations: [], changes: [], unreadChecksum: '', gone: [] })
    const page = { epoch: shop, reset: false, done: true, head: head(9), messages: [] }
    store.applyChanges(page, 2)
    store.applyChanges({ ...page, epoch }, 7)
    expect(store.conversations[shop]?.cursor).toBe(2)
  })

  it('[D6.4] drops all conversations in a new epoch, and keeps unsent messages', () => {
    const { store, outboxStore } = openShop(9)
    store.applySync({ epoch, conversations: [], changes: [], unreadChecksum: '', gone: [] })
    outboxStore.applyEntry({ id: 'new', conversationId: shop, body: 'hello', createdAt: '', state: 'waiting' })
    const behind = store.applySync({ epoch: shop, conversations: [head(4)], changes: [], unreadChecksum: '', gone: [] })
    expect(behind).toEqual([shop])
    expect(store.conversations[shop]).toMatchObject({ cursor: 0, loaded: true, head: { lastSeq: 4 } })
    expect(outboxStore.entries).toHaveLength(1)
  })

  it('[S-25] shows nothing of the person before', () => {
    const { store, outboxStore, openConversations } = openShop(2)
    outboxStore.applyEntry({ id: 'new', conversationId: shop, body: 'hello', createdAt: '', state: 'waiting' })
    store.beginSession(sam)
    expect(store.$state).toMatchObject({ me: sam, conversations: {} })
    expect([outboxStore.entries, openConversations.$state]).toEqual([[], { ids: [], recent: [] }])
  })

  it('ignores a page of history that was requested before messages were unloaded', () => {
    const { store, openConversations } = openShop(60)
    const before = store.startLoading(shop)
    store.unloadClosed(openConversations.close(shop))
    expect(before && store.applyHistory(shop, [message(3)], before)).toBe(false)
    expect(store.segment(shop)[0]?.seq).toBe(11)
  })
})

describe('read markers in the store', () => {
  it('[R-076] [T-25] only move forward, for oneself and for others, whatever the order', () => {
    fc.assert(fc.property(fc.array(fc.record({ userId: fc.constantFrom(maya, sam), lastReadSeq: fc.nat(9) }), { maxLength: 20 }), (markers) => {
      const { store } = openShop(9)
      for (const marker of markers) store.applyReadMarker({ conversationId: shop, ...marker })
      const highest = Math.max(0, ...markers.filter(({ userId }) => userId === maya).map(({ lastReadSeq }) => lastReadSeq))
      expect(store.conversations[shop]?.head.mine.lastReadSeq).toBe(highest)
      expect(store.unreadOf(shop)).toBe(9 - highest)
    }))
  })

  it('[D6.7] reach the other devices with the count that is left, where messages are not held', () => {
    const { store } = openStores()
    store.applyHead(head(9))
    store.applyReadMarker({ conversationId: shop, userId: maya, lastReadSeq: 4, unread: { seq: 9, count: 3 } })
    expect(store.unreadOf(shop)).toBe(3)
    // Counted before the last three were there, one of which is Maya's own.
    for (const content of [message(10), message(11, { authorId: maya }), message(12)]) store.applyFact(told(content))
    store.applyReadMarker({ conversationId: shop, userId: maya, lastReadSeq: 5, unread: { seq: 9, count: 1 } })
    expect(store.unreadOf(shop)).toBe(3)
  })

  it('[T-01] are not lost between the subscription and the snapshot', () => {
    const { store } = openStores()
    store.applyReadMarker({ conversationId: shop, userId: maya, lastReadSeq: 4, unread: { seq: 9, count: 5 } })
    store.applyReadMarker({ conversationId: shop, userId: sam, lastReadSeq: 9 })
    store.applyHead(head(9, { read: 1 }))
    expect([store.unreadOf(shop), store.conversations[shop]?.head.mine.lastReadSeq, store.earlyMarkers]).toEqual([5, 4, []])
  })

  it('keep the reader ahead of a head that does not know it yet', () => {
    const { store } = openShop(5)
    store.moveReadMarker(shop, 4)
    store.applyHead(head(6))
    expect([store.conversations[shop]?.head.mine.lastReadSeq, store.unreadOf(shop)]).toEqual([4, 2])
  })
})

describe('the size of the store', () => {
  it('[T-22] does not grow over 500 switches between conversations', () => {
    const stores = openStores()
    const { store } = stores
    const pages = new Map<string, ReturnType<typeof messages>>()
    const ids = Array.from({ length: 50 }, (_, index) => `conversation ${index}`)
    for (const id of ids) {
      store.applyHead(head(200, { id, changeSeq: 200 }))
      pages.set(id, messages(1, 200).map(content => ({ ...content, conversationId: id })))
    }
    const heldAfter = (switches: number) => {
      for (let index = 0; index < switches; index += 1) visit(stores, ids[index % ids.length] ?? '', pages)
      return Object.values(store.conversations).reduce((sum, state) => sum + state.messages.length, 0)
    }
    const early = heldAfter(50)
    expect(heldAfter(450)).toBe(early)
    expect(early).toBeLessThanOrEqual(10 * 50)
    expect(stores.openConversations.ids).toEqual([])
    expect(store.totalUnread).toBe(50 * 200)
  })

  it('[T-22] keeps the last page of what was left lately, so that switching back needs nothing', () => {
    const { store, openConversations } = openShop(120)
    store.unloadClosed(openConversations.close(shop))
    expect(seqs(store.segment(shop))).toEqual(seqs(messages(71, 120)))
  })
})

function visit({ store, openConversations }: Pick<ReturnType<typeof openStores>, 'store' | 'openConversations'>, id: string, pages: ReadonlyMap<string, ReturnType<typeof messages>>): void {
  openConversations.open(id)
  const loadToken = store.startLoading(id)
  if (loadToken) store.applyHistory(id, pages.get(id) ?? [], loadToken)
  store.unloadClosed(openConversations.close(id))
}
