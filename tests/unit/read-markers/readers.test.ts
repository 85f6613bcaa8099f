import { nextTick, ref } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useReaders } from '../../../composables/read-markers/useReaders.ts'
import { head, message, sam } from '../../helpers/bakery.ts'
import { openSlowServer, settle } from '../../helpers/vue/vue-scope.ts'

describe('the readers of a message', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[R-076] are loaded again when a read marker moves, and the latest response counts', async () => {
    const { calls, use } = openSlowServer()
    const conversation = ref(head(3))
    const { readers, waiting, failure } = use(() => useReaders(() => message(3), () => conversation.value))
    expect([readers.value, waiting.value]).toEqual([undefined, []])
    conversation.value = head(3, { read: 3 })
    await nextTick()
    calls[1]?.succeed([{ user: { id: sam }, read: true }])
    calls[0]?.succeed([{ user: { id: sam }, read: false }])
    await settle()
    expect([readers.value?.length, waiting.value.length, failure.value]).toEqual([1, 0, undefined])
  })
})
