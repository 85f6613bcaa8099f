import { describe, expect, it } from 'vitest'
import { createHistory } from '#client/sync/history.ts'
import { head, messages, openStores, shop } from '../../helpers/bakery.ts'
import { createScene, fail, refused } from '../../helpers/vue/scene.ts'

/** A conversation of `count` messages on the server; nothing of it is held yet. */
function open(count: number) {
  const { store } = openStores()
  store.applyHead(head(count))
  const scene = createScene({ listMessages: ({ query }) => page(messages(1, count), query) })
  return { store, scene, ...createHistory({ store, ...scene, conversationId: shop }) }
}

function page(all: ReturnType<typeof messages>, { before, after, around, limit = 50 }: Record<string, number>) {
  if (around !== undefined) return all.filter(({ seq }) => seq > around - limit / 2 && seq <= around + limit / 2)
  if (after !== undefined) return all.filter(({ seq }) => seq > after).slice(0, limit)
  return all.filter(({ seq }) => before === undefined || seq < before).slice(-limit)
}

const span = (run: readonly { seq: number }[]) => [run[0]?.seq, run.at(-1)?.seq, run.length]

describe('history', () => {
  it('[R-054] [T-03] grows upwards page by page to the first message, and asks no further', async () => {
    const { store, scene, loadAround, loadEarlier } = open(120)
    await loadAround(120)
    expect(span(store.segment(shop))).toEqual([71, 120, 50])
    for (let call = 0; call < 4; call += 1) await loadEarlier()
    expect(span(store.segment(shop))).toEqual([1, 120, 120])
    expect(scene.timesAsked('listMessages')).toBe(3)
  })

  it('[E-06] opens around the first unread message and grows to the end', async () => {
    const { store, loadAround, loadLater } = open(500)
    await loadAround(200)
    expect(span(store.segment(shop))).toEqual([176, 225, 50])
    for (let call = 0; call < 7; call += 1) await loadLater()
    expect(span(store.segment(shop))).toEqual([176, 500, 325])
  })

  it('keeps a window apart from the end until both meet', async () => {
    const { store, loadAround } = open(500)
    await loadAround(500)
    await loadAround(100)
    expect(span(store.segment(shop))).toEqual([76, 125, 50])
    await loadAround(500)
    expect(span(store.segment(shop))).toEqual([451, 500, 50])
  })

  it('[T-25] asks for nothing where a screen is held already, or nothing was ever written', async () => {
    const { scene, loadAround, loadEarlier, loadLater } = open(30)
    await loadAround(30)
    for (const seq of [30, 12, 1]) await loadAround(seq)
    await loadEarlier()
    await loadLater()
    expect(scene.timesAsked('listMessages')).toBe(1)
    const empty = open(0)
    await empty.loadAround(0)
    expect(empty.store.segment(shop)).toEqual([])
  })

  it('asks again when messages were let go while the page was under way', async () => {
    const { store, scene, loadAround } = open(200)
    let isFirst = true
    scene.answers.listMessages = ({ query }) => {
      if (isFirst) store.applyChanges({ epoch: shop, reset: true, done: true, head: head(200), messages: messages(191, 200) }, 0)
      isFirst = false
      return page(messages(1, 200), query)
    }
    await loadAround(100)
    expect(span(store.segment(shop))).toEqual([76, 125, 50])
    expect(scene.timesAsked('listMessages')).toBe(2)
  })

  it('[E-03] shows the place that was asked for last, whichever page comes first', async () => {
    const { store, scene, loadAround, startJump } = open(500)
    await loadAround(500)
    const isOldLatest = startJump()
    let goOn = (): void => undefined
    scene.answers.listMessages = ({ query }) => new Promise(resolve => goOn = () => resolve(page(messages(1, 500), query)))
    const old = loadAround(100, isOldLatest)
    expect([await loadAround(500), isOldLatest()]).toEqual([true, false])
    goOn()
    expect(await old).toBe(false)
    expect(span(store.segment(shop))).toEqual([451, 500, 50])
    expect(await loadAround(100)).toBe(true)
    expect(span(store.segment(shop))).toEqual([76, 125, 50])
  })

  it('says why a page cannot be had, and does nothing for a conversation that is not there', async () => {
    const { store, scene, loadAround, loadEarlier, loadLater } = open(200)
    scene.answers.listMessages = () => fail(refused('not_found'))
    await expect(loadAround(100)).rejects.toMatchObject({ code: 'not_found' })
    store.applyGone(shop)
    await Promise.all([loadAround(100), loadEarlier(), loadLater()])
    expect(scene.timesAsked('listMessages')).toBe(1)
  })
})
