import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import type { ThreadView } from '#shared/types.ts'
import { createThreads } from '#client/features/threads.ts'
import { useThreadsStore } from '../../../stores/threads.ts'
import { maya, message, sam } from '../../helpers/bakery.ts'
import { createScene, fail, lost, refused } from '../../helpers/vue/scene.ts'

const root = message(1, { authorId: maya, changeSeq: 21, thread: { replyCount: 9, lastReplySeq: 10, lastReplyAt: message(10).createdAt, participantIds: [message(10).authorId] } })
const replies = Array.from({ length: 9 }, (_, index) => message(index + 2, { rootId: root.id, parentId: root.id }))
const last = replies.at(-1) ?? root

const mine = { following: true, lastReadSeq: 1, unread: { seq: 10, count: 9 } }
const settle = () => new Promise(setImmediate)

function open() {
  const store = useThreadsStore(createPinia())
  store.beginSession(maya)
  const scene = createScene({
    listThreads: () => [{ root, lastReply: last, mine }],
    readThread: ({ query }) => ({ root, mine, replies: query.before === undefined ? replies.slice(6) : replies.filter(({ seq }) => seq < Number(query.before)) }),
    updateThread: ({ body }) => ({ ...mine, ...body, unread: { seq: 10, count: 10 - Number(body.lastReadSeq ?? 1) } }),
  })
  return { store, scene, ...createThreads({ store, ...scene }) }
}

/** An open thread with the server's view. The test controls the responses to follows and markers. */
async function openByHand(view: ThreadView) {
  const opened = open()
  const { store, scene } = opened
  store.openThread(root.id)
  await opened.refresh()
  store.applyView(root.id, view)
  const waiting: ((given: unknown) => void)[] = []
  scene.answers.updateThread = () => new Promise<unknown>(resolve => waiting.push(resolve)).then(given => given instanceof Error ? fail(given) : given)
  const answer = async (given: unknown, position = 0) => {
    await settle()
    waiting.splice(position, 1)[0]?.(given)
    await settle()
  }
  const sentFollows = () => scene.asked.mock.calls.filter(([name]) => name === 'updateThread').map(([, input]) => (input as { body: { following?: boolean } }).body.following)
  return { ...opened, answer, sentFollows, clock: scene.clock }
}

/** From now on this answer is as old as its question, and comes when the returned function is called. */
function holdAnswer({ answers }: ReturnType<typeof createScene>, operation: string): () => void {
  const current = answers[operation]
  let goOn = (): void => undefined
  const isTime = new Promise<void>(resolve => goOn = resolve)
  answers[operation] = (input) => {
    const given = current?.(input)
    return isTime.then(() => given)
  }
  return () => goOn()
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
    const { applyView, refresh, scene, store } = open()
    applyView({ rootId: root.id, mine: { following: false, lastReadSeq: 0, unread: { seq: 10, count: 0 } } })
    expect(scene.timesAsked('listThreads')).toBe(0)
    applyView({ rootId: root.id, mine: { following: true, lastReadSeq: 0, unread: { seq: 10, count: 9 } } })
    await refresh()
    expect([scene.timesAsked('listThreads') > 0, store.unreadOf(root.id) > 0]).toEqual([true, true])
    applyView({ rootId: root.id, mine: { following: true, lastReadSeq: 10, unread: { seq: 10, count: 0 } } })
    expect(store.unreadOf(root.id)).toBe(0)
    applyView({ rootId: root.id, mine: { following: false, lastReadSeq: 10, unread: { seq: 10, count: 0 } } })
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

  it('[T-27] tell of quick changes of mind the last one last, and show what the server said when each is refused', async () => {
    const { store, follow, answer, sentFollows } = await openByHand({ ...mine, following: false })
    const [on, off] = [follow(root.id, true), follow(root.id, false)]
    expect([store.followed, store.unreadOf(root.id)]).toEqual([[], 0])
    for (const change of [on, off]) {
      await Promise.all([expect(change).rejects.toMatchObject({ code: 'too_many_requests' }), answer(refused('too_many_requests'))])
    }
    expect([store.followed, sentFollows()]).toEqual([[], [true, false]])
    const again = [true, false, true].map(following => follow(root.id, following))
    expect(store.followed).toHaveLength(1)
    await answer(mine)
    await Promise.all(again)
    expect([store.followed.length, sentFollows()]).toEqual([1, [true, false, true]])
  })

  it('[T-27] send the last change after the thread is closed, and nothing after sign-out', async () => {
    const { store, follow, answer, sentFollows } = await openByHand({ ...mine, following: false })
    const left = [follow(root.id, true), follow(root.id, false)]
    store.closeThread(root.id)
    await answer(mine)
    await answer({ ...mine, following: false })
    await Promise.all(left)
    expect([store.followed, sentFollows()]).toEqual([[], [true, false]])
    const ended = [follow(root.id, true), follow(root.id, false)]
    store.beginSession(sam)
    await answer(mine)
    await Promise.all(ended)
    expect([store.threads, sentFollows()]).toEqual([{}, [true, false, true]])
  })

  it('[T-27] stay followed when the server heard of it and only its answer was lost', async () => {
    const { store, follow, applyView, answer } = await openByHand({ ...mine, following: false })
    const following = follow(root.id, true)
    applyView({ rootId: root.id, mine })
    await Promise.all([expect(following).rejects.toMatchObject({ code: 'network' }), answer(lost())])
    expect(store.followed).toHaveLength(1)
  })

  it.each([
    ['no longer followed', 'listThreads', false], ['no longer followed', 'readThread', false], ['followed', 'listThreads', true], ['followed', 'readThread', true],
  ])('[R-074] stay %s when an answer that is older comes late (%s)', async (_case, slow, wanted) => {
    const { store, scene, refresh, follow, answer } = await openByHand({ ...mine, following: !wanted })
    if (wanted) Object.assign(scene.answers, { listThreads: () => [], readThread: () => ({ root, replies, mine: { ...mine, following: false } }) })
    const goOn = holdAnswer(scene, slow)
    const refreshed = refresh()
    await settle()
    const following = follow(root.id, wanted)
    await answer({ ...mine, following: wanted })
    await following
    scene.answers.readThread = () => fail(lost())
    goOn()
    await refreshed
    expect(store.followed).toHaveLength(Number(wanted))
  })

  it('[R-074] are followed from one\'s own reply on, although reading was reported before it and is answered after it', async () => {
    const { store, scene, receive, applyView, markRead, answer } = await openByHand({ ...mine, following: false })
    markRead(root.id, 5)
    const goOn = holdAnswer(scene, 'listThreads')
    receive([message(11, { authorId: maya, rootId: root.id, parentId: root.id })])
    applyView({ rootId: root.id, mine: { ...mine, following: false, lastReadSeq: 5 } })
    goOn()
    await answer({ ...mine, following: false, lastReadSeq: 5 })
    expect(store.followed).toHaveLength(1)
  })

  it('[R-074] stay no longer followed when the answer to reading is older and comes late', async () => {
    const { store, follow, markRead, answer, clock } = await openByHand(mine)
    markRead(root.id, 5)
    const following = follow(root.id, false)
    await answer({ ...mine, following: false }, 1)
    await following
    await answer({ ...mine, lastReadSeq: 5 })
    await clock.pass(10)
    expect([store.followed, store.threads[root.id]?.mine.lastReadSeq]).toEqual([[], 5])
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
