import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { createThreads } from '../../../composables/sync/create-threads.ts'
import { useThreadsStore } from '../../../stores/threads.ts'
import { maya, message } from '../stores/bakery.ts'
import { createScene, fail, lost, refused } from './scene.ts'

const root = message(1, { authorId: maya, changeSeq: 21, thread: { replyCount: 9, lastReplySeq: 10, lastReplyAt: message(10).createdAt, participantIds: [message(10).authorId] } })
const replies = Array.from({ length: 9 }, (_, index) => message(index + 2, { rootId: root.id, parentId: root.id }))
const last = replies.at(-1) ?? root

function open() {
  const store = useThreadsStore(createPinia())
  store.beginSession(maya)
  const mine = { following: true, lastReadSeq: 1, unread: { seq: 10, count: 9 } }
  const scene = createScene({
    listThreads: () => [{ root, lastReply: last, mine }],
    readThread: ({ query }) => ({ root, mine, replies: query.before === undefined ? replies.slice(6) : replies.filter(({ seq }) => seq < Number(query.before)) }),
    updateThread: ({ body }) => ({ ...mine, ...body, unread: { seq: 10, count: 10 - Number(body.lastReadSeq ?? 1) } }),
  })
  return { store, scene, ...createThreads({ store, ...scene }) }
}

describe('the threads of a device', () => {
  it('[R-086] get the truth from the server, those on the screen with their replies', async () => {
    const { store, refresh, scene } = open()
    store.openThread(root.id)
    expect(await refresh()).toBe(true)
    expect(store.unreadOf(root.id)).toBe(9)
    expect(store.threads[root.id]?.replies).toHaveLength(3)
    scene.answers.listThreads = () => fail(lost())
    expect(await refresh()).toBe(false)
    expect(store.unreadOf(root.id)).toBe(9)
  })

  it('[R-074] are asked for once when one\'s own reply begins to follow a thread', async () => {
    const { store, receive, scene } = open()
    const mine = message(11, { authorId: maya, rootId: root.id, parentId: root.id })
    receive([mine])
    receive([message(10)])
    await scene.clock.pass(10)
    expect(scene.timesAsked('listThreads')).toBe(1)
    expect(store.followed.map(thread => thread.root.id)).toEqual([root.id])
  })

  it('[R-074] one that was only read, or no longer followed, is followed on every device that learns of one\'s own reply in it', async () => {
    const { store, receive, scene } = open()
    store.openThread(root.id)
    store.applyLastPage({ root, replies, mine: { following: false, lastReadSeq: 10, unread: { seq: 10, count: 0 } } })
    expect(store.followed).toEqual([])
    receive([message(11, { authorId: maya, rootId: root.id, parentId: root.id })])
    await scene.clock.pass(10)
    expect(store.followed.map(thread => thread.root.id)).toEqual([root.id])
  })

  it('[T-21] tell the server of reading at most once a second, and what is left when the page goes away', async () => {
    const { refresh, loadEarlier, markRead, flush, scene, store } = open()
    store.openThread(root.id)
    await refresh()
    await loadEarlier(root.id)
    for (let seq = 2; seq <= 8; seq += 1) markRead(root.id, seq)
    expect(store.unreadOf(root.id)).toBe(2)
    await scene.clock.pass(5_000)
    expect(scene.timesAsked('updateThread')).toBe(2)
    for (const seq of [9, 10, 3]) markRead(root.id, seq)
    flush()
    expect(scene.asked).toHaveBeenLastCalledWith('updateThread', { params: { messageId: root.id }, body: { lastReadSeq: 10 }, keepalive: true })
  })

  it('[R-074] [D6.7] are read and followed on all of one\'s devices', async () => {
    const { take, refresh, scene, store } = open()
    take({ rootId: root.id, mine: { following: false, lastReadSeq: 0, unread: { seq: 10, count: 0 } } })
    expect(scene.timesAsked('listThreads')).toBe(0)
    take({ rootId: root.id, mine: { following: true, lastReadSeq: 0, unread: { seq: 10, count: 9 } } })
    await refresh()
    expect([scene.timesAsked('listThreads') > 0, store.unreadOf(root.id) > 0]).toEqual([true, true])
    take({ rootId: root.id, mine: { following: true, lastReadSeq: 10, unread: { seq: 10, count: 0 } } })
    expect(store.unreadOf(root.id)).toBe(0)
    take({ rootId: root.id, mine: { following: false, lastReadSeq: 10, unread: { seq: 10, count: 0 } } })
    expect(store.followed).toEqual([])
  })

  it('[T-27] take following back when the server did not hear of it', async () => {
    const { refresh, follow, scene, store } = open()
    await refresh()
    scene.answers.updateThread = () => fail(refused('too_many_requests'))
    const following = follow(root.id, false)
    expect(store.followed).toEqual([])
    await expect(following).rejects.toMatchObject({ code: 'too_many_requests' })
    expect(store.followed).toHaveLength(1)
  })

  it('[R-073] load what stands before, until the first reply is there', async () => {
    const { store, refresh, loadEarlier, scene } = open()
    store.openThread(root.id)
    await refresh()
    await loadEarlier(root.id)
    expect(store.isComplete(root.id)).toBe(true)
    await loadEarlier(root.id)
    expect(scene.timesAsked('readThread')).toBe(2)
  })

  it('[R-073] load what stands before a page whole, whatever happens to a reply far before it', async () => {
    const { store, refresh, receive, loadEarlier, scene } = open()
    store.openThread(root.id)
    await refresh()
    receive([message(3, { rootId: root.id, parentId: root.id, changeSeq: 22, body: 'Rye' })])
    await loadEarlier(root.id)
    expect(scene.asked).toHaveBeenLastCalledWith('readThread', { params: { messageId: root.id }, query: { before: 8, limit: 50 } })
    expect([store.isComplete(root.id), store.threads[root.id]?.replies.length, store.threads[root.id]?.replies[1]?.body]).toEqual([true, 9, 'Rye'])
  })

  it('[R-073] leave out an earlier page when the one that it was to stand before is gone meanwhile', async () => {
    const { store, refresh, loadEarlier } = open()
    store.openThread(root.id)
    await refresh()
    const loading = loadEarlier(root.id)
    store.applyLastPage({ root, replies: [last], mine: { following: true, lastReadSeq: 1, unread: { seq: 10, count: 9 } } })
    await loading
    expect(store.threads[root.id]?.replies).toEqual([last])
    await loadEarlier(root.id)
    expect(store.isComplete(root.id)).toBe(true)
  })
})
