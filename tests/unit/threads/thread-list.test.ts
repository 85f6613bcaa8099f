import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { computed } from 'vue'
import { readFailure } from '#client/api/failure.ts'
import { useAttempt } from '../../../composables/frame/useAttempt.ts'
import { useEarlierThreads } from '../../../composables/threads/useEarlierThreads.ts'
import { useOpenThreads } from '../../../composables/threads/useOpenThreads.ts'
import { useThreadsStore } from '../../../stores/threads.ts'
import { maya, message, sam } from '../../helpers/bakery.ts'
import { fail, lost } from '../../helpers/vue/scene.ts'
import { loadOf, mounted } from '../../helpers/vue/vue-scope.ts'

describe('the list of threads', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('shows the threads that the device knows when the request fails, and a failure without any', async () => {
    const threads = useThreadsStore(createPinia())
    threads.beginSession(maya)
    const responses = [() => fail(lost()), () => [{ root: message(1, { thread: { replyCount: 1, lastReplySeq: 2, lastReplyAt: message(2).createdAt, participantIds: [sam] } }), lastReply: message(2, { rootId: message(1).id }), mine: { following: true, lastReadSeq: 0, unread: { seq: 2, count: 1 } } }], () => fail(lost())]
    const globals = { useThreadsStore: () => threads, useApi: () => ({ request: async () => responses.shift()?.() }) }
    const failed = []
    for (const _ of [1, 2, 3]) failed.push(await loadOf(globals, () => useOpenThreads()))
    expect(failed).toEqual([{ failed: true }, { failed: false }, { failed: false }])
    expect(threads.followed).toHaveLength(1)
  })

  it('[R-074] shows one page of followed threads, and loads earlier ones on request', async () => {
    const threads = useThreadsStore(createPinia())
    threads.beginSession(maya)
    const thread = (seq: number) => ({ root: message(seq, { thread: { replyCount: 1, lastReplySeq: seq + 1, lastReplyAt: message(seq).createdAt, participantIds: [sam] } }), lastReply: message(seq + 1), mine: { following: true, lastReadSeq: 0, unread: { seq: 0, count: 0 } } })
    threads.applyList([thread(9)], false)
    const request = vi.fn(async (): Promise<unknown> => fail(lost()))
    const globals = { useThreadsStore: () => threads, useApi: () => ({ request }), useAttempt, readFailure, computed }
    const { wanting, load, failure } = mounted(globals, () => useEarlierThreads()).result
    expect([wanting.value, await load(), failure.value?.code, wanting.value]).toEqual([true, false, 'network', true])
    request.mockResolvedValueOnce([thread(1)])
    expect([await load(), threads.followed.length, wanting.value]).toEqual([true, 2, false])
    expect(request).toHaveBeenLastCalledWith('listThreads', { query: { limit: 50, before: thread(9).root.id } })
    // Another user signed in during the request.
    request.mockImplementationOnce(async () => {
      threads.beginSession(sam)
      return [thread(3)]
    })
    await load()
    expect(threads.followed).toEqual([])
  })
})
