import { nextTick } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { usePeopleSearch } from '../../../composables/people/usePeopleSearch.ts'
import { sam } from '../../helpers/bakery.ts'
import { lost } from '../../helpers/vue/scene.ts'
import { openSlowServer, settle } from '../../helpers/vue/vue-scope.ts'

describe('the search for people', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[R-005] shows the people of the latest query, whose response arrived first', async () => {
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

  it('[R-005] ignores the failure of an earlier query, and searches until the latest has its response', async () => {
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
})
