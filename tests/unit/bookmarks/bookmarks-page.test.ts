import { createPinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { useBookmarksPage } from '../../../composables/bookmarks/useBookmarksPage.ts'
import { useBookmarksStore } from '../../../stores/bookmarks.ts'
import { fail, lost } from '../../helpers/vue/scene.ts'
import { loadOf } from '../../helpers/vue/vue-scope.ts'

describe('the page of bookmarks', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('shows the bookmarks that the device knows when the request fails, and a failure without any', async () => {
    const bookmarks = useBookmarksStore(createPinia())
    const load = vi.fn(async () => fail(lost()))
    const globals = { useBookmarksStore: () => bookmarks, useBookmarks: () => ({ load }) }
    expect(await loadOf(globals, () => useBookmarksPage())).toEqual({ failed: true })
    bookmarks.applyPage([], { earlier: false, complete: true })
    expect(await loadOf(globals, () => useBookmarksPage())).toEqual({ failed: false })
    load.mockResolvedValueOnce(undefined as never)
    expect(await loadOf(globals, () => useBookmarksPage())).toEqual({ failed: false })
  })
})
