import { nextTick, ref } from 'vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useRevisions } from '../../../composables/message/useRevisions.ts'
import { message } from '../../helpers/bakery.ts'
import { openSlowServer, settle } from '../../helpers/vue/vue-scope.ts'

describe('the edit history of a message', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('[R-057] shows the revisions of the latest version, whose response arrived first', async () => {
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
})
