import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readFailure } from '#client/api/failure.ts'
import { buildTimelineRows } from '../../../composables/timeline/timelineRows.ts'
import { useAttempt } from '../../../composables/frame/useAttempt.ts'
import { useThread } from '../../../composables/threads/useThread.ts'
import { useThreadsStore } from '../../../stores/threads.ts'
import { usePendingChangesStore } from '../../../stores/pending-changes.ts'
import { maya, message, openShop, sam, shop } from '../../helpers/bakery.ts'
import { lost } from '../../helpers/vue/scene.ts'
import { answeredByHand, mounted } from '../../helpers/vue/vue-scope.ts'

const root = message(2, { thread: { replyCount: 3, lastReplySeq: 6, lastReplyAt: message(6).createdAt, participantIds: [sam] } })
const reply = (seq: number) => message(seq, { rootId: root.id, parentId: root.id })

/** The thread below the shop's second message on Maya's screen, of which nothing is known yet. */
function openThread(conversationId = shop) {
  const { store, outboxStore } = openShop(3)
  const pinia = createPinia()
  const [threads, pending] = [useThreadsStore(pinia), usePendingChangesStore(pinia)]
  threads.beginSession(maya)
  const server = answeredByHand()
  const revision = vi.fn()
  const device = { threads: { loadEarlier: (id: string) => server.request('loadEarlier', id), follow: (id: string, following: boolean) => server.request('follow', [id, following]), markRead: revision } }
  const globals = {
    useAttempt, readFailure, buildTimelineRows,
    useConversationsStore: () => store, useOutboxStore: () => outboxStore, useThreadsStore: () => threads, usePendingChangesStore: () => pending, useClient: () => () => device,
    useCalendar: () => ({ dayOf: () => 'today' }),
  }
  const { result } = mounted(globals, () => useThread({ conversationId, rootId: root.id, unreadAfter: undefined }))
  return { ...result, ...server, outboxStore, threads, pending, revision }
}

describe('a thread on the screen', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('is empty until it is known, and then has its replies with what is under way behind them', () => {
    const { root: shown, replies, rows, following, complete, threads, outboxStore } = openThread()
    expect([shown.value, replies.value, rows.value, following.value, complete.value]).toEqual([undefined, [], [], false, false])
    threads.applyLastPage({ root, replies: [reply(4), reply(5), reply(6)], mine: { following: true, lastReadSeq: 0, unread: { seq: 6, count: 3 } } })
    const entry = { conversationId: shop, body: 'Mine', createdAt: root.createdAt, state: 'waiting' as const }
    outboxStore.entries.push({ ...entry, id: 'on its way', rootId: root.id }, { ...entry, id: reply(6).id, rootId: root.id }, { ...entry, id: 'of another thread', rootId: 'another' })
    expect([shown.value?.id, following.value, complete.value]).toEqual([root.id, true, true])
    expect(rows.value.map(({ id }) => id)).toEqual([reply(4).id, reply(5).id, reply(6).id, 'on its way'])
  })

  it('[R-073] shows no reply that has a gap behind it', () => {
    const { replies, rows, complete, threads } = openThread()
    threads.applyLastPage({ root, replies: [reply(5), reply(6)], mine: { following: true, lastReadSeq: 0, unread: { seq: 6, count: 3 } } })
    threads.applyMessages([reply(3)])
    expect([replies.value.map(({ seq }) => seq), rows.value.length, complete.value]).toEqual([[5, 6], 2, false])
  })

  it('shows its root and replies as the reader pending them before the server has answered', () => {
    const { root: shown, replies, threads, pending } = openThread()
    threads.applyKnown(root, [reply(4)])
    pending.applyChange(root.id, { body: 'Rye' })
    pending.applyChange(reply(4).id, { body: 'Spelt' })
    expect([shown.value?.body, replies.value[0]?.body]).toEqual(['Rye', 'Spelt'])
  })

  it('asks for one earlier page at a time, and again after one that could not be had', async () => {
    const { loadEarlier, calls, failure } = openThread()
    const both = Promise.all([loadEarlier(), loadEarlier()])
    expect(calls).toHaveLength(1)
    calls[0]?.fail(lost())
    await both
    expect(failure.value?.code).toBe('network')
    const again = loadEarlier()
    calls[1]?.succeed(null)
    await again
    expect(failure.value).toBeUndefined()
  })

  it('is followed or not by its reader, and says when that could not be', async () => {
    const { follow, markRead, revision, calls, failure } = openThread()
    const following = follow(true)
    calls[0]?.fail(lost())
    expect([await following, failure.value?.code, calls[0]?.input]).toEqual([false, 'network', [root.id, true]])
    markRead(6)
    expect(revision).toHaveBeenCalledExactlyOnceWith(root.id, 6)
  })

  it('has no head while its conversation is not loaded', () => {
    expect(openThread('left').head.value).toBeUndefined()
  })
})
