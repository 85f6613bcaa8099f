import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useAfterOutage } from '../../../composables/frame/useAfterOutage.ts'
import { useConnection } from '../../../composables/frame/useConnection.ts'
import { messagePath, standsIn } from '../../../composables/message/messagePath.ts'
import { useOpenConversation } from '../../../composables/conversations/useOpenConversation.ts'
import { readFailure } from '#client/api/failure.ts'
import { head, message, openStores, shop } from '../../helpers/bakery.ts'
import { lost, refused } from '../../helpers/vue/scene.ts'

type Opening = Awaited<ReturnType<typeof useOpenConversation>>['data']['value']

describe('opening a conversation', () => {
  let scope = effectScope()
  const connection = ref('connecting')
  const resumptions = ref(0)
  const request = vi.fn<() => Promise<unknown>>()
  const loadAround = vi.fn<(seq: number) => Promise<void>>()

  async function fetchOnce() {
    return request().catch((error: unknown) => {
      if (readFailure(error).code === 'not_found') return null
      throw error
    })
  }

  beforeEach(() => {
    const { store } = openStores()
    scope = effectScope()
    connection.value = 'connecting'
    request.mockReset()
    loadAround.mockReset().mockResolvedValue(undefined)
    const globals = {
      useConversationsStore: () => store,
      useApi: () => ({ request }),
      useHeads: () => ({ applyHeads: (heads: unknown[]) => heads.forEach(taken => store.applyHead(taken as never)) }),
      useTimelinePages: () => ({ loadAround }),
      useState: (key: string) => key === 'connection' ? connection : resumptions,
      useAfterOutage, useConnection, useMessageLookup: () => ({ fetchOnce }), readFailure, messagePath, standsIn,
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

  async function open(messageId?: string) {
    const opening = scope.run(() => useOpenConversation(shop, messageId)) as unknown as { data: { value: Opening }, ready: Promise<void> }
    await opening.ready
    return opening
  }

  async function become(state: string): Promise<void> {
    connection.value = state
    if (state === 'live' || state === 'restored') resumptions.value += 1
    await nextTick()
  }

  it('[R-139] a page that failed offline loads after the reconnect', async () => {
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

  it('opens at the read marker, and at the end when all is read', async () => {
    request.mockResolvedValueOnce(head(7, { read: 3 }))
    expect((await open()).data.value).toEqual({ unreadAfter: 3 })
    expect(loadAround).toHaveBeenLastCalledWith(3)
    const { store } = openStores()
    vi.stubGlobal('useConversationsStore', () => store)
    store.applyHead(head(7, { read: 7 }))
    expect((await open()).data.value).toEqual({ unreadAfter: null })
    expect(loadAround).toHaveBeenLastCalledWith(7)
    expect(request).toHaveBeenCalledOnce()
  })

  it('a conversation that is left while it opens is not moved', async () => {
    vi.stubGlobal('useHeads', () => ({ applyHeads: vi.fn() }))
    request.mockResolvedValueOnce(head(7))
    expect((await open()).data.value).toEqual({ unreadAfter: null })
    expect(loadAround).toHaveBeenCalledExactlyOnceWith(0)
  })

  it('a refused request is not repeated', async () => {
    request.mockRejectedValueOnce(refused('not_found'))
    const { data } = await open()
    await become('live')
    expect([data.value?.failure?.code, request.mock.calls.length]).toEqual(['not_found', 1])
  })

  describe('by a link to a message', () => {
    const root = message(3)
    const reply = message(5, { rootId: root.id, parentId: root.id })

    async function follow(answer: () => Promise<unknown>) {
      request.mockResolvedValueOnce(head(7)).mockImplementationOnce(answer)
      return (await open(root.id)).data.value
    }

    it('[E-03] opens at the message', async () => {
      expect(await follow(async () => root)).toEqual({ unreadAfter: 0, target: root.id })
      expect(loadAround).toHaveBeenCalledExactlyOnceWith(3)
    })

    it.each([
      ['a reply that stands in its thread only', reply, `/c/${shop}/t/${root.id}?message=${reply.id}`],
      ['a message of another conversation', { ...root, conversationId: 'another' }, `/c/another?message=${root.id}`],
    ])('[E-03] leads on to %s', async (_case, found, path) => {
      expect(await follow(async () => found)).toEqual({ unreadAfter: 0, elsewhere: path })
      expect(loadAround).toHaveBeenCalledExactlyOnceWith(0)
    })

    it('[E-03] opens as usual with a notice when the reader may not see the message', async () => {
      expect(await follow(async () => Promise.reject(refused('not_found')))).toEqual({ unreadAfter: 0, target: null })
      expect(loadAround).toHaveBeenCalledExactlyOnceWith(0)
    })

    it('[E-03] waits for the connection when nobody can say', async () => {
      expect(await follow(async () => Promise.reject(lost()))).toMatchObject({ failure: { code: 'network' } })
    })
  })
})
