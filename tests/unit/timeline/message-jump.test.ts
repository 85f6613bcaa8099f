import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { messagePath, standsIn } from '../../../composables/message/messagePath.ts'
import { useDayJump } from '../../../composables/timeline/useDayJump.ts'
import { useMessageJump } from '../../../composables/timeline/useMessageJump.ts'
import { createHistory } from '#client/sync/history.ts'
import { head, message, messages, openStores, shop } from '../../helpers/bakery.ts'
import { answeredByHand, mounted } from '../../helpers/vue/vue-scope.ts'

const settle = () => new Promise(setImmediate)

/** Maya at the end of five hundred messages; the test answers what is asked of the server. */
async function openShop() {
  const { store } = openStores()
  store.applyHead(head(500))
  const loadToken = store.startLoading(shop)
  if (loadToken) store.applyHistory(shop, messages(451, 500), loadToken)
  const server = answeredByHand()
  const history = createHistory({ store, request: server.request as never, conversationId: shop })
  const [toRow, navigateTo] = [vi.fn(), vi.fn()]
  const attempt = async (action: () => Promise<unknown>) => action().then(() => true)
  const globals = {
    messagePath, standsIn, nextTick, navigateTo, useMessageInAddress: vi.fn(), useTimeoutFn: () => ({ start: vi.fn() }),
    useApi: () => server, useMessageLookup: () => ({ fetchOnce: (id: string) => server.request('readMessage', id) }),
  }
  const { result } = mounted(globals, () => ({
    ...useMessageJump({ conversationId: shop, opening: {}, makeRoom: vi.fn(), toRow, attempt, ...history }),
    ...useDayJump({ conversationId: shop, attempt, ...history }),
  }))
  /** Answers what was asked last, or as many questions ago as it says. */
  const answer = async (given: unknown, ago = 1) => {
    server.calls.at(-ago)?.succeed(given)
    await settle()
  }
  return { ...result, ...history, ...server, store, toRow, navigateTo, answer, place: () => store.conversations[shop]?.anchor }
}

const old = message(100)

describe('the way to a message', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[E-03] leads to it and marks it', async () => {
    const { show, answer, toRow, marked, place } = await openShop()
    const going = show(old.id)
    await answer(old)
    await answer(messages(76, 125))
    await going
    expect([toRow.mock.calls, marked.value, place()]).toEqual([[[old.id]], old.id, 100])
  })

  it.each([
    ['while it is looked up', [], old],
    ['while its page is under way', [old], messages(76, 125)],
  ])('[E-03] leaves the reader alone who went to the end %s', async (_case, before, late) => {
    const { show, loadAround, answer, calls, toRow, marked, place } = await openShop()
    const going = show(old.id)
    for (const given of before) await answer(given)
    await loadAround(500)
    await answer(late)
    await going
    expect([toRow.mock.calls, marked.value, place(), calls.length]).toEqual([[], undefined, undefined, before.length + 1])
  })

  it('[E-03] leaves the reader alone who set out for another message', async () => {
    const { show, answer, toRow, marked, place } = await openShop()
    const first = show(old.id)
    await answer(old)
    const second = show(message(300).id)
    await answer(message(300))
    await answer(messages(276, 325))
    await answer(messages(76, 125), 3)
    await Promise.all([first, second])
    expect([toRow.mock.calls, marked.value, place()]).toEqual([[[message(300).id]], message(300).id, 300])
  })

  it('[E-03] does not lead elsewhere, nor say that it is missing, when nobody waits for it any more', async () => {
    const { show, startJump, answer, navigateTo, missing } = await openShop()
    for (const given of [message(7, { conversationId: 'elsewhere' }), null]) {
      const going = show('asked for')
      startJump()
      await answer(given)
      await going
    }
    expect([navigateTo.mock.calls, missing.value]).toEqual([[], false])
  })

  it('[E-06] to a day is not taken by whoever went on meanwhile', async () => {
    const { toDay, startJump, answer } = await openShop()
    const [show, toLatest] = [vi.fn(), vi.fn()]
    const going = toDay('2026-11-20', show, toLatest)
    startJump()
    await answer({ messageId: old.id })
    await going
    expect(show).not.toHaveBeenCalled()
    for (const messageId of [old.id, null]) {
      const again = toDay('2026-11-20', show, toLatest)
      await answer({ messageId })
      await again
    }
    expect([show.mock.calls, toLatest.mock.calls.length]).toEqual([[[old.id]], 1])
  })
})
