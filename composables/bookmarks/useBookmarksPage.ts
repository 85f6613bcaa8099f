/** Loads the first page of kept messages with the page that shows them; what is known is shown without waiting, also offline. */
export function useBookmarksPage() {
  const store = useSavedStore()
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

  const opening = useAsyncData('saved', open, { lazy: true })
  const { resumptions } = useConnection()
  watch(resumptions, () => {
    if (!store.current) void opening.refresh()
  })
  return opening
}
