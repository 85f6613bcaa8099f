import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '#shared/types.ts'
import { countUnread, countUnreadReplies } from '#shared/unread.ts'
import { wholeReplies } from '../../../stores/threads/thread-state.ts'
import { useThreadsStore } from '../../../stores/threads.ts'
import { maya, message, sam } from '../../helpers/bakery.ts'

const root = message(1, { authorId: maya, body: 'Which flour for Sunday?' })

/** A reply of Sam's at this seq; its root follows it in the log. */
const reply = (seq: number, change: Partial<Message> = {}) => message(seq, { rootId: root.id, parentId: root.id, changeSeq: seq * 2, ...change })
const rootAfter = (last: Message, replyCount: number) => message(1, {
  ...root, changeSeq: last.changeSeq + 1, thread: { replyCount, lastReplySeq: last.seq, lastReplyAt: last.createdAt, participantIds: [sam] },
})
const view = (seq: number, count: number, lastReadSeq = 0) => ({ following: true, lastReadSeq, unread: { seq, count } })

describe('the store of threads', () => {
  let store: ReturnType<typeof useThreadsStore>
  beforeEach(() => {
    store = useThreadsStore(createPinia())
    store.beginSession(maya)
    store.applyList([{ root: rootAfter(reply(5), 3), lastReply: reply(5), mine: view(5, 2, 2) }], true)
  })

  it('[R-074] [D6.7] counts replies apart from the conversation, and each of them once', () => {
    const news = reply(6)
    for (const revision of [news, rootAfter(news, 4), news, rootAfter(news, 4)]) expect(store.applyMessages([revision])).toBe(false)
    expect(store.unreadOf(root.id)).toBe(3)
    expect(store.threads[root.id]?.root.thread?.replyCount).toBe(4)
    const reader = { userId: maya, lastReadSeq: 0, base: { seq: 0, count: 0 }, messages: [news] }
    expect([countUnread(reader), countUnreadReplies(reader)]).toEqual([0, 1])
  })

  it('[R-074] a deleted reply no longer counts, whether it was counted by the server or by a live event', () => {
    store.applyMessages([reply(6)])
    for (const seq of [4, 6]) {
      const deleted = reply(seq, { changeSeq: 20 + seq, deletedAt: '2026-11-20T10:00:00.000Z', body: '' })
      store.applyMessages([deleted])
      store.applyMessages([deleted])
    }
    expect(store.unreadOf(root.id)).toBe(1)
  })

  it('[R-074] one\'s own reply, and reading, move the marker forward only', () => {
    store.applyMessages([reply(6), reply(7, { authorId: maya }), reply(8)])
    expect(store.unreadOf(root.id)).toBe(1)
    store.moveMarker(root.id, 6)
    expect(store.threads[root.id]?.mine.lastReadSeq).toBe(7)
    store.moveMarker(root.id, 8)
    expect(store.unreadOf(root.id)).toBe(0)
  })

  it('[T-01] an answer that is older than what arrived in between takes nothing away', () => {
    store.applyMessages([reply(6), rootAfter(reply(6), 4)])
    store.moveMarker(root.id, 6)
    store.applyList([{ root: rootAfter(reply(5), 3), lastReply: reply(5), mine: view(5, 2, 2) }], true)
    expect(store.unreadOf(root.id)).toBe(0)
    expect(store.threads[root.id]?.root.thread?.lastReplySeq).toBe(6)
  })

  it('[R-086] what was missed comes with the list; a thread that is not in it is no longer followed', () => {
    store.applyList([{ root: rootAfter(reply(9), 7), lastReply: reply(9), mine: view(9, 6, 2) }], true)
    expect(store.unreadOf(root.id)).toBe(6)
    store.applyList([], false)
    expect(store.followed).toHaveLength(1)
    store.applyList([], true)
    expect(store.followed).toEqual([])
  })

  it('[R-074] the next page begins after the last listed thread, not after one that is open and older', () => {
    store.applyList([{ root: rootAfter(reply(5), 3), lastReply: reply(5), mine: view(5, 2, 2) }], false)
    const old = message(2, { thread: { replyCount: 1, lastReplySeq: 3, lastReplyAt: '2020-01-01T00:00:00.000Z', participantIds: [sam] } })
    store.applyLastPage({ root: old, replies: [], mine: view(0, 0) })
    expect([store.followed.length, store.lastListed]).toEqual([2, root.id])
    store.applyEarlierList([{ root: old, lastReply: reply(3, { rootId: old.id }), mine: view(0, 0) }], true)
    expect([store.followed.length, store.lastListed]).toEqual([2, undefined])
  })

  it('[R-074] says when the list has to be asked for: one\'s first reply, or the first under one\'s own message', () => {
    const other = message(10)
    const mine = message(11, { rootId: other.id, parentId: other.id, authorId: maya })
    expect(store.applyMessages([mine])).toBe(true)
    expect(store.applyMessages([{ ...mine, authorId: sam }])).toBe(false)
    const own = message(12, { authorId: maya, thread: { replyCount: 1, lastReplySeq: 13, lastReplyAt: other.createdAt, participantIds: [sam] } })
    expect(store.applyMessages([own])).toBe(true)
  })

  it('[R-073] a page from the end drops what may have a gap before it, and pages before it fill up to the first', () => {
    store.openThread(root.id)
    store.applyLastPage({ root: rootAfter(reply(9), 4), replies: [reply(8), reply(9)], mine: view(9, 3, 2) })
    expect(store.threads[root.id]?.replies.map(({ seq }) => seq)).toEqual([8, 9])
    expect(store.isComplete(root.id)).toBe(false)
    store.applyEarlierPage({ root: rootAfter(reply(9), 4), replies: [reply(2), reply(5)], mine: view(9, 3, 2) }, 8)
    expect(store.isComplete(root.id)).toBe(true)
    store.closeThread(root.id)
    expect(store.isComplete(root.id)).toBe(false)
  })

  it('[R-073] [R-074] what happens to a reply far before the page shows with its own page, and counts at once and only once', () => {
    store.openThread(root.id)
    store.applyLastPage({ root: rootAfter(reply(9), 5), replies: [reply(8), reply(9)], mine: view(9, 4, 2) })
    const edited = reply(2, { changeSeq: 30, body: 'Rye' })
    const deleted = reply(4, { changeSeq: 31, deletedAt: '2026-11-20T10:00:00.000Z', body: '' })
    store.applyMessages([edited, deleted, deleted])
    store.applyKnown(rootAfter(reply(9), 5), [edited])
    expect([wholeReplies(store.threads[root.id]).map(({ seq }) => seq), store.isComplete(root.id), store.unreadOf(root.id)]).toEqual([[8, 9], false, 3])
    store.applyMessages([{ ...reply(4), changeSeq: 32 }])
    expect(store.unreadOf(root.id)).toBe(4)
    store.applyEarlierPage({ root: rootAfter(reply(9), 5), replies: [reply(2), reply(4), reply(5)], mine: view(9, 4, 2) }, 8)
    store.applyMessages([reply(9, { changeSeq: 33, body: 'Spelt' }), reply(10, { changeSeq: 34 }), rootAfter(reply(10, { changeSeq: 34 }), 6)])
    expect(wholeReplies(store.threads[root.id]).map(({ body }) => body)).toEqual(['Rye', 'number 4', 'number 5', 'number 8', 'Spelt', 'number 10'])
    expect(store.isComplete(root.id)).toBe(true)
  })

  it('[S-25] is emptied when another user signs in', () => {
    store.beginSession(maya)
    expect(store.followed).toHaveLength(1)
    store.beginSession(sam)
    expect(store.threads).toEqual({})
  })

  it('[R-074] stand in the order of their latest replies, and of two at the same moment the newer thread first', () => {
    const list = [2, 3, 4].map((seq) => {
      const last = reply(10 + seq, { rootId: message(seq).id, createdAt: `2026-11-20T${seq === 2 ? 12 : 11}:00:00.000Z` })
      return { root: message(seq, { thread: { replyCount: 1, lastReplySeq: last.seq, lastReplyAt: last.createdAt, participantIds: [sam] } }), lastReply: last, mine: view(last.seq, 0) }
    })
    store.applyList(list, true)
    expect(store.followed.map(({ root: { seq } }) => seq)).toEqual([2, 4, 3])
  })

  it('[R-074] one that is looked at without being followed counts nothing, is shown at once, and goes when it is left', () => {
    const other = message(20)
    store.openThread(other.id)
    store.applyKnown(other, [reply(21, { rootId: other.id }), reply(22, { rootId: other.id })])
    expect(store.threads[other.id]?.replies.map(({ seq }) => seq)).toEqual([21, 22])
    expect([store.unreadOf(other.id), store.isComplete(other.id), store.followed.length]).toEqual([0, false, 1])
    store.closeThread(other.id)
    expect(store.threads[other.id]).toBeUndefined()
  })

  it('[R-074] one on the screen stays there when it is no longer followed, and one on two screens until the last is left', () => {
    store.openThread(root.id)
    store.openThread(root.id)
    store.applyList([], true)
    expect([store.threads[root.id]?.mine.following, store.unreadOf(root.id)]).toEqual([false, 0])
    store.closeThread(root.id)
    expect(store.threads[root.id]).toBeDefined()
    store.closeThread(root.id)
    expect(store.threads[root.id]).toBeUndefined()
  })

  it('[R-074] the answer to following or no longer following shows, but not a count older than what arrived in between', () => {
    store.applyMessages([reply(6)])
    store.applyView(root.id, { ...view(5, 2, 2), following: false })
    expect([store.threads[root.id]?.mine.following, store.unreadOf(root.id)]).toEqual([false, 0])
    store.applyView(root.id, view(5, 2, 2))
    expect(store.unreadOf(root.id)).toBe(3)
    store.applyView(root.id, view(6, 1, 2))
    expect(store.unreadOf(root.id)).toBe(1)
  })

  it('an event of a thread that this device does not hold leaves nothing behind', () => {
    const before = Object.keys(store.threads)
    const stranger = message(30)
    store.applyEarlierPage({ root: stranger, replies: [reply(31, { rootId: stranger.id })], mine: view(31, 1) }, 32)
    store.applyView(stranger.id, view(31, 1))
    store.moveMarker(stranger.id, 31)
    store.closeThread(stranger.id)
    expect([Object.keys(store.threads), store.unreadOf(stranger.id), store.isComplete(stranger.id)]).toEqual([before, 0, false])
  })
})
