import { describe, expect, it, vi } from 'vitest'
import type { SyncResponse } from '#shared/types.ts'
import { unreadChecksum } from '#shared/unread.ts'
import { createSync } from '#client/sync/sync.ts'
import { epoch, head, maya, message, openShop, openStores, sam, shop, told } from '../../helpers/bakery.ts'
import { createScene, fail, lost, refused } from '../../helpers/vue/scene.ts'

/** A server that has these heads and always answers with all of them. */
function answerWith(...heads: SyncResponse['conversations']): SyncResponse {
  const lines = heads.map(({ id, changeSeq, mine }) => ({ conversationId: id, changeSeq, lastReadSeq: mine.lastReadSeq, unread: mine.unread.count }))
  return { epoch, conversations: heads, changes: [], unreadChecksum: unreadChecksum(lines), gone: [] }
}

function open({ store, openConversations }: Pick<ReturnType<typeof openShop>, 'store' | 'openConversations'>, scene: ReturnType<typeof createScene>) {
  const spies = { catchUp: vi.fn(async () => undefined), areMarkersSent: vi.fn(() => true), sendMarker: vi.fn(), onHeads: vi.fn(), onMessages: vi.fn(), onCaughtUp: vi.fn() }
  return { ...createSync({ store, openConversations, ...scene, ...spies }), ...spies }
}

describe('the sync', () => {
  it('[D6.4] learns what is new, changed and gone, and catches up where messages are held', async () => {
    const stores = openShop(3)
    stores.store.applyHead(head(1, { id: 'left' }))
    const scene = createScene({ sync: () => ({ ...answerWith(head(5), head(2, { id: 'new' })), gone: ['left'] }) })
    const { sync, catchUp, onHeads, onCaughtUp } = open(stores, scene)
    expect(await sync()).toBe(true)
    expect(Object.keys(stores.store.conversations).sort()).toEqual([shop, 'new'].sort())
    expect(catchUp.mock.calls).toEqual([[shop]])
    expect(onHeads).toHaveBeenCalledOnce()
    expect(onCaughtUp).toHaveBeenCalledOnce()
  })

  it('[R-076] tells its cursors and epoch, and follows what is on the screen, for the marks of others', async () => {
    const stores = openShop(3)
    stores.openConversations.open(shop)
    stores.store.applyHead(head(7, { id: 'closed' }))
    const scene = createScene({ sync: () => answerWith(head(3), head(7, { id: 'closed' })) })
    const { sync } = open(stores, scene)
    await sync()
    await sync()
    expect(scene.asked.mock.calls.map(([, input]) => input)).toEqual([
      { body: { cursors: { [shop]: 3, closed: 7 }, followed: [shop] } },
      { body: { epoch, cursors: { [shop]: 3, closed: 7 }, followed: [shop] } },
    ])
  })

  it('[D6.4] takes what was missed on the screen from the answer, and asks for no more than did not fit', async () => {
    const stores = openShop(3)
    const page = { epoch, reset: false, done: true, head: head(5, { title: 'Shop window' }), messages: [message(4), message(5)] }
    const scene = createScene({ sync: () => ({ ...answerWith(), changes: [page] }) })
    const { sync, catchUp, onHeads, onMessages } = open(stores, scene)
    await sync()
    expect(stores.store.segment(shop).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
    expect(stores.store.conversations[shop]).toMatchObject({ cursor: 5, head: { title: 'Shop window' } })
    expect([onHeads.mock.calls, onMessages.mock.calls]).toEqual([[[[page.head]]], [[page.messages]]])
    expect(catchUp).not.toHaveBeenCalled()
    scene.answers.sync = () => ({ ...answerWith(), changes: [{ ...page, done: false, head: head(9), messages: [message(6), message(7)] }] })
    await sync()
    expect(catchUp.mock.calls).toEqual([[shop]])
    expect(stores.store.conversations[shop]).toMatchObject({ cursor: 7 })
  })

  it('[D6.4] an answer that is older than what came meanwhile takes nothing back', async () => {
    const stores = openShop(3)
    const page = { epoch, reset: true, done: true, head: head(4), messages: [message(4)] }
    const scene = createScene({
      sync: () => {
        for (const seq of [4, 5]) stores.store.applyFact(told(message(seq)))
        return { ...answerWith(), changes: [page] }
      },
    })
    await open(stores, scene).sync()
    expect(stores.store.segment(shop).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
  })

  it('runs once more when it is called during a run, because the response may be older than the call', async () => {
    const scene = createScene({ sync: () => answerWith() })
    const { sync } = open(openStores(), scene)
    await Promise.all([sync(), sync(), sync()])
    expect(scene.timesAsked('sync')).toBe(2)
  })

  it('[R-086] [T-08] repeats itself after a failure, later each time, and not after a refusal', async () => {
    const scene = createScene({ sync: () => fail(lost()) })
    const { sync, stop, onCaughtUp } = open(openStores(), scene)
    expect(await sync()).toBe(false)
    await scene.clock.pass(7_000)
    expect(scene.timesAsked('sync')).toBe(4)
    scene.answers.sync = () => fail(refused('forbidden'))
    await scene.clock.pass(120_000)
    expect(scene.timesAsked('sync')).toBe(5)
    stop()
    expect(onCaughtUp).not.toHaveBeenCalled()
  })
})

it('[S-25] gives an answer to nobody but the person who asked', async () => {
  const { store, openConversations } = openStores()
  const scene = createScene({
    sync: () => {
      store.beginSession(sam)
      return answerWith(head(5))
    },
  })
  await open({ store, openConversations }, scene).sync()
  expect(store.conversations).toEqual({})
})

describe('the checksum in the heartbeat', () => {
  /** Maya's device counts one too many: an event from another device was lost. */
  function drifted() {
    const { store, openConversations } = openStores()
    store.applySync(answerWith(head(9)))
    const truth = head(9, { read: 4 })
    // Nothing changed in the log, so the server sends no head unless it is asked for.
    const scene = createScene({ sync: ({ body }) => ({ ...answerWith(truth), conversations: (body.cursors as Record<string, number>)[shop] === 9 ? [] : [truth] }) })
    return { store, scene, parts: open({ store, openConversations }, scene) }
  }

  it('[M-03] repairs a count that is wrong twice in a row, silently, and counts the repair', async () => {
    const { store, parts } = drifted()
    await parts.sync()
    await parts.sync()
    expect([store.unreadOf(shop), parts.repairs()]).toEqual([9, 0])
    await parts.sync()
    expect([store.unreadOf(shop), parts.repairs()]).toEqual([5, 1])
    await parts.sync()
    await parts.sync()
    await parts.sync()
    expect(parts.repairs()).toBe(1)
  })

  it('[M-03] takes no difference for a drift while something is on its way', async () => {
    const { store, scene, parts } = drifted()
    const answer = scene.answers.sync ?? lost
    scene.answers.sync = (input) => {
      store.applyReadMarker({ conversationId: shop, userId: maya, lastReadSeq: 0 })
      return answer(input)
    }
    for (let beat = 0; beat < 4; beat += 1) await parts.sync()
    scene.answers.sync = answer
    parts.areMarkersSent.mockReturnValue(false)
    for (let beat = 0; beat < 4; beat += 1) await parts.sync()
    expect([parts.repairs(), store.unreadOf(shop)]).toEqual([0, 9])
  })

  it('[M-03] tells the server of a marker that never arrived there', async () => {
    const { store, parts } = drifted()
    store.moveReadMarker(shop, 6)
    for (let beat = 0; beat < 3; beat += 1) await parts.sync()
    expect(parts.sendMarker).toHaveBeenCalledExactlyOnceWith(shop, 6)
    store.applyReadMarker({ conversationId: shop, userId: maya, lastReadSeq: 6, unread: { seq: 9, count: 3 } })
    expect(store.unreadOf(shop)).toBe(3)
  })
})
