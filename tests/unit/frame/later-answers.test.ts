import { nextTick, ref, watch } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readFailure } from '#client/api/failure.ts'
import { useAttempt } from '../../../composables/frame/useAttempt.ts'
import { usePeopleSearch } from '../../../composables/people/usePeopleSearch.ts'
import { useReaders } from '../../../composables/message/useReaders.ts'
import { useRevisions } from '../../../composables/message/useRevisions.ts'
import { head, message, sam } from '../../helpers/bakery.ts'
import { lost } from '../../helpers/vue/scene.ts'
import { answeredByHand, mounted } from '../../helpers/vue/vue-scope.ts'

/** A server that is asked twice before it answers; the earlier question is answered last. */
function openSlowServer() {
  const server = answeredByHand()
  const globals = { useAttempt, readFailure, useApi: () => ({ request: server.request }), watchDebounced: watch }
  return { ...server, use: <Result>(composable: () => Result) => mounted(globals, composable).result }
}

const settle = () => new Promise(setImmediate)

describe('of two answers the one to the later question counts', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[R-005] among people', async () => {
    const { calls, use } = openSlowServer()
    const { query, people, searching } = use(() => usePeopleSearch())
    query.value = 'Sam'
    await nextTick()
    expect(calls.map(({ input }) => input)).toEqual([{ query: { query: '' } }, { query: { query: 'Sam' } }])
    calls[1]?.succeed([{ id: sam, name: 'Sam' }])
    calls[0]?.succeed([{ id: 'everybody', name: 'Everybody' }])
    await settle()
    expect([people.value.map(({ name }) => name), searching.value]).toEqual([['Sam'], false])
    query.value = 'Sam B'
    await nextTick()
    calls[2]?.fail(lost())
    await settle()
    expect([people.value, searching.value]).toEqual([[], false])
  })

  it('[R-005] a search that fails late takes away nothing, and stays a search until the later one is answered', async () => {
    const { calls, use } = openSlowServer()
    const { query, people, searching } = use(() => usePeopleSearch())
    query.value = 'Sam'
    await nextTick()
    calls[0]?.fail(lost())
    await settle()
    expect(searching.value).toBe(true)
    calls[1]?.succeed([{ id: sam, name: 'Sam' }])
    await settle()
    expect(people.value).toHaveLength(1)
  })

  it('[R-057] among the texts of a message', async () => {
    const { calls, use } = openSlowServer()
    const current = ref(message(1, { version: 2, body: 'second', editedAt: '2026-11-20T10:00:00.000Z' }))
    const { texts } = use(() => useRevisions(() => current.value))
    current.value = { ...current.value, version: 3, body: 'third' }
    await nextTick()
    const revision = (version: number, body: string) => ({ version, body, createdAt: '2026-11-20T09:00:00.000Z' })
    calls[1]?.succeed([revision(1, 'first'), revision(2, 'second')])
    calls[0]?.succeed([revision(1, 'first')])
    await settle()
    expect(texts.value?.map(({ body, before }) => [body, before])).toEqual([['third', 'second'], ['second', 'first'], ['first', undefined]])
  })

  it('[R-076] among readers, who are asked for again whenever a marker moves', async () => {
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
