/** Loads the first page of bookmarks for the bookmarks page. Known bookmarks are shown at once, also offline. */
export function useBookmarksPage() {
  const store = useBookmarksStore()
  const { load } = useBookmarks()

  async function open(): Promise<{ failed: boolean }> {
    try {
      await load()
      return { failed: false }
    }
    catch {
      return { failed: !store.known }
    }
  }

  const opening = useAsyncData('bookmarks', open, { lazy: true })
  const { resumptions } = useConnection()
  watch(resumptions, () => {
    if (!store.current) void opening.refresh()
  })
  return opening
}
