import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useAfterOutage } from '../../../composables/useAfterOutage.ts'
import { useConnection } from '../../../composables/useConnection.ts'
import { useOpenConversation } from '../../../composables/useOpenConversation.ts'
import { readFailure } from '../../../composables/error-text.ts'
import { head, openStores, shop } from '../stores/bakery.ts'
import { lost, refused } from './scene.ts'

type Opening = Awaited<ReturnType<typeof useOpenConversation>>['data']['value']

describe('opening a conversation', () => {
  let scope = effectScope()
  const connection = ref('connecting')
  const request = vi.fn<() => Promise<unknown>>()
  const loadAround = vi.fn<(seq: number) => Promise<void>>()

  beforeEach(() => {
    const { store } = openStores()
    scope = effectScope()
    connection.value = 'connecting'
    request.mockReset()
    loadAround.mockReset().mockResolvedValue(undefined)
    const globals = {
      useMessagingStore: () => store,
      useApi: () => ({ request }),
      useHeads: () => ({ takeHeads: (heads: unknown[]) => heads.forEach(taken => store.applyHead(taken as never)) }),
      useHistory: () => ({ loadAround }),
      useState: () => connection,
      useAfterOutage, useConnection, readFailure,
      // As much of Nuxt's as is asked for: the data of the last run, and another run.
      useAsyncData: (_key: string, run: () => Promise<Opening>) => {
        const data = ref<Opening>()
        const refresh = async () => {
          data.value = await run()
        }
        return { data, refresh, ready: refresh() }
      },
    }
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
  })
  afterEach(() => {
    scope.stop()
    vi.unstubAllGlobals()
  })

  async function open() {
    const opening = scope.run(() => useOpenConversation(shop)) as unknown as { data: { value: Opening }, ready: Promise<void> }
    await opening.ready
    return opening
  }

  async function become(state: string): Promise<void> {
    connection.value = state
    await nextTick()
  }

  it('[R-139] what could not be had offline comes by itself when the connection is back', async () => {
    request.mockRejectedValueOnce(lost())
    const { data } = await open()
    expect(data.value?.failure?.code).toBe('network')
    await become('offline')
    await become('reconnecting')
    expect(request).toHaveBeenCalledOnce()
    request.mockResolvedValueOnce(head(7))
    await become('restored')
    await vi.waitFor(() => expect(data.value).toEqual({ unreadAfter: 0 }))
    await become('live')
    expect(request).toHaveBeenCalledTimes(2)
  })

  it('what the server refused is not asked for again', async () => {
    request.mockRejectedValueOnce(refused('not_found'))
    const { data } = await open()
    await become('live')
    expect([data.value?.failure?.code, request.mock.calls.length]).toEqual(['not_found', 1])
  })
})
