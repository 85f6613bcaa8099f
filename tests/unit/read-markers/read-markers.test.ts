import { describe, expect, it } from 'vitest'
import { createReadMarkers } from '#client/reading/read-markers.ts'
import { head, maya, openShop, shop } from '../../helpers/bakery.ts'
import { createScene, fail, lost, refused } from '../../helpers/vue/scene.ts'

function open() {
  const { store } = openShop(100)
  const scene = createScene({
    markRead: ({ body }) => ({ conversationId: shop, userId: maya, lastReadSeq: body.seq, unread: { seq: 100, count: 100 - Number(body.seq) } }),
  })
  const told = () => scene.asked.mock.calls.map(([, input]) => (input as { body: { seq: number } }).body.seq)
  return { store, scene, told, ...createReadMarkers({ store, ...scene }) }
}

describe('read markers', () => {
  it('[T-21] sends at most one marker a second while the user scrolls, and the last one at the end', async () => {
    const { markRead, scene, told, store } = open()
    for (let seq = 1; seq <= 100; seq += 1) {
      markRead(shop, seq)
      expect(store.unreadOf(shop)).toBe(100 - seq)
      await scene.clock.pass(25)
    }
    await scene.clock.pass(5_000)
    expect(told()).toEqual([1, 40, 80, 100])
  })

  it('[T-21] [R-076] never tells of a step back', async () => {
    const { markRead, scene, told } = open()
    markRead(shop, 50)
    markRead(shop, 20)
    markRead(shop, 50)
    await scene.clock.pass(5_000)
    expect(told()).toEqual([50])
  })

  it('[T-21] tells what is left when the page goes away, in a request that outlives it', async () => {
    const { markRead, scene, flush } = open()
    markRead(shop, 10)
    markRead(shop, 30)
    flush()
    expect(scene.asked).toHaveBeenLastCalledWith('markRead', { params: { conversationId: shop }, body: { seq: 30, readEra: 0 }, keepalive: true })
    await scene.clock.pass(5_000)
    expect(scene.timesAsked('markRead')).toBe(2)
  })

  it('counts each conversation for itself', async () => {
    const { markRead, told, store } = open()
    store.applyHead(head(9, { id: 'photos' }))
    markRead(shop, 10)
    markRead('photos', 5)
    markRead('never heard of', 5)
    expect(told()).toEqual([10, 5])
  })

  it('tells of what was read in a conversation whose head is still on its way', async () => {
    const { send, scene } = open()
    send('unknown', 5)
    expect(scene.asked).toHaveBeenCalledExactlyOnceWith('markRead', { params: { conversationId: 'unknown' }, body: { seq: 5, readEra: 0 } })
  })

  it('[R-086] repeats what got lost, and drops what was refused', async () => {
    const { markRead, scene, told } = open()
    const answer = scene.answers.markRead
    scene.answers.markRead = () => fail(lost())
    markRead(shop, 10)
    await scene.clock.pass(2_000)
    markRead(shop, 20)
    scene.answers.markRead = answer ?? lost
    await scene.clock.pass(10_000)
    expect(told().at(-1)).toBe(20)

    scene.answers.markRead = () => fail(refused('not_found'))
    markRead(shop, 30)
    const before = scene.timesAsked('markRead')
    await scene.clock.pass(60_000)
    expect(scene.timesAsked('markRead')).toBe(before)
  })

  it('tells nothing more once it was stopped', async () => {
    const { markRead, scene, stop, told } = open()
    markRead(shop, 10)
    markRead(shop, 30)
    stop()
    await scene.clock.pass(5_000)
    expect(told()).toEqual([10])
  })

  it('[E-06] a marker from before "mark as unread" is sent in its own era and changes nothing', async () => {
    const { markRead, markUnread, scene, store } = open()
    let unread = { readEra: 0, lastReadSeq: 0 }
    const own = () => ({ conversationId: shop, userId: maya, ...unread, unread: { seq: 100, count: 100 - unread.lastReadSeq } })
    scene.answers.markRead = ({ body }) => {
      if (Number(body.readEra) >= unread.readEra) unread = { readEra: unread.readEra, lastReadSeq: Number(body.seq) }
      return own()
    }
    scene.answers.markUnread = ({ body }) => {
      unread = { readEra: unread.readEra + 1, lastReadSeq: Number(body.seq) - 1 }
      return own()
    }
    markRead(shop, 40)
    markRead(shop, 60)
    await markUnread(shop, 31)
    expect(store.unreadOf(shop)).toBe(70)
    await scene.clock.pass(5_000)
    expect([store.unreadOf(shop), scene.timesAsked('markRead')]).toEqual([70, 2])
    markRead(shop, 35)
    await scene.clock.pass(5_000)
    expect([store.unreadOf(shop), unread]).toEqual([65, { readEra: 1, lastReadSeq: 35 }])
  })
})
