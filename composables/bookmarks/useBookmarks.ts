import { PAGE_DEFAULT } from '#shared/limits.ts'
import { fetchUntilCurrent } from '#client/sync/fetch-until-current.ts'

/** The user's bookmarks. Each call throws `ApiError`. */
export function useBookmarks() {
  const store = useBookmarksStore()
  const messaging = useConversationsStore()
  const { request } = useApi()

  async function load(before?: string): Promise<void> {
    const { me } = store
    const page = await fetchUntilCurrent(store, () => request('listBookmarks', { query: { limit: PAGE_DEFAULT, ...(before && { before }) } }))
    if (store.me === me) store.applyPage(page, { earlier: before !== undefined, complete: page.length < PAGE_DEFAULT })
  }

  /** Loads the first page if it is missing or out of date, such as after an outage. */
  async function ensureLoaded(): Promise<void> {
    if (!store.current) await load()
  }

  async function setBookmark(messageId: string, wanted: boolean): Promise<void> {
    store.applyBookmark(await request(wanted ? 'bookmarkMessage' : 'removeBookmark', { params: { messageId } }))
  }

  /** Only messages of conversations in which the user takes part. */
  const list = computed(() => store.shown.filter(({ message }) => messaging.conversations[message.conversationId]))

  return { list, ensureLoaded, load, setBookmark, loadEarlier: () => load(store.lastId), isBookmarked: (id: string) => store.isBookmarked(id) }
}
