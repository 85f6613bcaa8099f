import { describe, expect, it, vi } from 'vitest'
import { createCatchUp } from '#client/sync/catch-up.ts'
import { epoch, head, message, messages, openShop, shop } from '../../helpers/bakery.ts'
import { createScene, fail, lost, refused } from '../../helpers/vue/scene.ts'

describe('catching up', () => {
  it('[T-05] [D6.4] brings 1,000 missed messages in pages, without a gap', async () => {
    const { store } = openShop(5)
    const scene = createScene({
      listChanges: ({ query: { after = 0, limit = 0 } }) => {
        const page = messages(after + 1, Math.min(1_005, after + limit))
        return { epoch, reset: false, done: page.at(-1)?.seq === 1_005, head: head(1_005), messages: page }
      },
    })
    await createCatchUp({ store, ...scene }).catchUp(shop)
    expect(store.segment(shop)).toEqual(messages(1, 1_005))
    expect(scene.timesAsked('listChanges')).toBe(5)
  })

  it('[T-05] starts from the last page when it is too far behind', async () => {
    const { store } = openShop(5)
    const scene = createScene({ listChanges: () => ({ epoch, reset: true, done: true, head: head(9_000), messages: messages(8_951, 9_000) }) })
    await createCatchUp({ store, ...scene }).catchUp(shop)
    expect(store.segment(shop)).toEqual(messages(8_951, 9_000))
    expect(store.conversations[shop]?.cursor).toBe(9_000)
  })

  it('[T-25] has nothing to fetch in an empty conversation, and asks for the last page where nothing is known', async () => {
    const { store } = openShop(0)
    const scene = createScene({ listChanges: () => ({ epoch, reset: true, done: true, head: head(1), messages: [message(1)] }) })
    await createCatchUp({ store, ...scene }).catchUp(shop)
    expect(scene.asked).toHaveBeenCalledExactlyOnceWith('listChanges', { params: { conversationId: shop }, query: {} })
    expect(store.segment(shop)).toEqual([message(1)])
  })

  it('[R-086] tries again after a failure, later each time, until it works', async () => {
    const { store } = openShop(1)
    let failures = 3
    const scene = createScene({
      listChanges: () => (failures -= 1) >= 0 ? fail(lost()) : { epoch, reset: false, done: true, head: head(2), messages: [message(2)] },
    })
    const onHeads = vi.fn()
    await createCatchUp({ store, ...scene, onHeads }).catchUp(shop)
    await scene.clock.pass(900)
    expect(scene.timesAsked('listChanges')).toBe(2)
    await scene.clock.pass(6_000)
    expect(scene.timesAsked('listChanges')).toBe(4)
    expect(store.segment(shop)).toHaveLength(2)
    expect(onHeads).toHaveBeenCalledExactlyOnceWith([head(2)])
  })

  it('gives up a conversation that is gone, and one that it may not ask for', async () => {
    const { store } = openShop(1)
    const scene = createScene({ listChanges: () => fail(refused('forbidden')) })
    const { catchUp, stop } = createCatchUp({ store, ...scene })
    await catchUp(shop)
    expect(store.conversations[shop]).toBeDefined()
    scene.answers.listChanges = () => fail(refused('not_found'))
    await catchUp(shop)
    await scene.clock.pass(60_000)
    expect(store.conversations[shop]).toBeUndefined()
    expect(scene.timesAsked('listChanges')).toBe(2)
    stop()
  })

  it('asks once more, not ten times more, for ten wishes while it runs', async () => {
    const { store } = openShop(1)
    const scene = createScene({ listChanges: () => ({ epoch, reset: false, done: true, head: head(1), messages: [] }) })
    const { catchUp } = createCatchUp({ store, ...scene })
    await Promise.all(Array.from({ length: 11 }, () => catchUp(shop)))
    expect(scene.timesAsked('listChanges')).toBe(2)
  })

  it('stops its repetitions when told to', async () => {
    const { store } = openShop(1)
    const scene = createScene()
    const { catchUp, stop } = createCatchUp({ store, ...scene })
    await catchUp(shop)
    stop()
    await scene.clock.pass(60_000)
    expect(scene.timesAsked('listChanges')).toBe(1)
  })
})
