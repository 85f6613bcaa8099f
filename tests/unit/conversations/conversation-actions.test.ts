import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readFailure } from '#client/api/failure.ts'
import { useAttempt } from '../../../composables/frame/useAttempt.ts'
import { useConversationActions } from '../../../composables/conversations/useConversationActions.ts'
import { head, openShop, shop } from '../../helpers/bakery.ts'
import { lost, refused } from '../../helpers/vue/scene.ts'

describe('what is done with a conversation as a whole', () => {
  const request = vi.fn<(operation: string, input: object) => Promise<unknown>>()
  const navigateTo = vi.fn(async () => undefined)
  let { store } = openShop(3)

  beforeEach(() => {
    store = openShop(3).store
    request.mockReset()
    navigateTo.mockClear()
    const globals = { useConversationsStore: () => store, useApi: () => ({ request }), useAttempt, readFailure, navigateTo }
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
  })
  afterEach(() => vi.unstubAllGlobals())

  const status = () => store.conversations[shop]?.head.status

  it('[T-27] archiving that fails leaves the screen as it was, each time, and says why', async () => {
    const { archive, failure, busy } = useConversationActions(shop)
    for (const error of [lost(), refused('forbidden')]) {
      request.mockRejectedValueOnce(error)
      const archiving = archive()
      expect([busy.value, failure.value]).toEqual([true, undefined])
      expect(await archiving).toBe(false)
      expect([status(), failure.value?.code, busy.value]).toEqual(['active', error.code, false])
    }
    request.mockResolvedValueOnce(head(3, { changeSeq: 4, status: 'archived' }))
    expect(await archive()).toBe(true)
    expect([status(), failure.value]).toEqual(['archived', undefined])
  })

  it('[T-27] a late failure, or a late answer, does not undo a newer choice', async () => {
    const answers: ((outcome: unknown) => void)[] = []
    request.mockImplementation(() => new Promise((resolve, reject) => {
      answers.push(outcome => outcome instanceof Error ? reject(outcome) : resolve(outcome))
    }))
    const early = useConversationActions(shop).archive()
    const failing = useConversationActions(shop).archive()
    const later = useConversationActions(shop).reopen()
    answers[2]?.(head(3, { changeSeq: 5, status: 'active' }))
    answers[1]?.(lost())
    answers[0]?.(head(3, { changeSeq: 4, status: 'archived' }))
    expect(await Promise.all([early, failing, later])).toEqual([true, false, true])
    expect(status()).toBe('active')
  })

  it('renames, and leaves only after the server has confirmed it', async () => {
    const { rename, leave } = useConversationActions(shop)
    request.mockResolvedValueOnce(head(3, { changeSeq: 4, title: 'Rye and spelt' }))
    expect(await rename('Rye and spelt')).toBe(true)
    expect(request).toHaveBeenLastCalledWith('updateConversation', { params: { conversationId: shop }, body: { title: 'Rye and spelt' } })
    request.mockRejectedValueOnce(lost())
    expect(await leave()).toBe(false)
    expect(store.conversations[shop]?.head.title).toBe('Rye and spelt')
    request.mockResolvedValueOnce(null)
    expect(await leave()).toBe(true)
    expect([store.conversations[shop], navigateTo.mock.calls]).toEqual([undefined, [['/c']]])
  })

  it('[R-044] leaving closes the page once, whether the event or the response comes first', async () => {
    const answer = Promise.withResolvers<null>()
    request.mockReturnValueOnce(answer.promise)
    const leaving = useConversationActions(shop).leave()
    store.applyGone(shop)
    expect(navigateTo.mock.calls).toEqual([['/c']])
    answer.resolve(null)
    expect([await leaving, navigateTo.mock.calls.length]).toEqual([true, 1])
  })

  it.each([
    ['an answer that was lost', lost(), [['/c']]],
    ['a refusal, which is another thing', refused('last_owner'), []],
  ])('[R-044] the conversation may go after %s', async (_, error, calls) => {
    const { leave, failure } = useConversationActions(shop)
    request.mockRejectedValueOnce(error)
    expect([await leave(), failure.value?.code, navigateTo.mock.calls]).toEqual([false, error.code, []])
    store.applyGone(shop)
    expect(navigateTo.mock.calls).toEqual(calls)
  })
})
