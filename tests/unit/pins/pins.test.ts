import { afterEach, describe, expect, it, vi } from 'vitest'
import { readFailure } from '#client/api/failure.ts'
import { latestPins } from '../../../composables/pins/latestPins.ts'
import { usePins } from '../../../composables/pins/usePins.ts'
import { useAttempt } from '../../../composables/frame/useAttempt.ts'
import { message, openShop, sam, shop } from '../../helpers/bakery.ts'
import { lost } from '../../helpers/vue/scene.ts'
import { answeredByHand, mounted, settle } from '../../helpers/vue/vue-scope.ts'

describe('the pins of a conversation', () => {
  afterEach(() => vi.unstubAllGlobals())
  const pinned = (seq: number, minute: number) => message(seq, { pinned: { byId: sam, at: `2026-11-20T10:0${minute}:00.000Z` } as never })

  function openPins(conversationId = shop) {
    const { store } = openShop(3)
    const server = answeredByHand()
    return { store, ...server, ...mounted({ useAttempt, readFailure, latestPins, useConversationsStore: () => store, useApi: () => ({ request: server.request }) }, () => usePins(conversationId)).result }
  }

  it('are unknown until the response arrives, and then follow the loaded messages', async () => {
    const { pins, calls, store } = openPins()
    expect(pins.value).toBeUndefined()
    calls[0]?.succeed([pinned(1, 1)])
    await settle()
    store.applyMessage({ ...pinned(2, 5), changeSeq: 9 })
    expect(pins.value?.map(({ seq }) => seq)).toEqual([2, 1])
  })

  it('are requested again after a failure', async () => {
    const { pins, calls, failure, load } = openPins()
    calls[0]?.fail(lost())
    await settle()
    expect([pins.value, failure.value?.code]).toEqual([undefined, 'network'])
    void load()
    calls[1]?.succeed([])
    await settle()
    expect([pins.value, failure.value]).toEqual([[], undefined])
  })

  it('are those of the response while no message is loaded', async () => {
    const { pins, calls } = openPins('elsewhere')
    calls[0]?.succeed([pinned(1, 1)])
    await settle()
    expect(pins.value).toHaveLength(1)
  })
})
