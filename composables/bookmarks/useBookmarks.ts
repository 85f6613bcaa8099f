import { PAGE_DEFAULT } from '#shared/limits.ts'
import { askUntilCurrent } from '#client/sync/ask-until-current.ts'

/** Messages that one keeps for oneself. Each call throws `ApiError`. */
export function useBookmarks() {
  const store = useSavedStore()
  const messaging = useMessagingStore()
  const { request } = useApi()

  async function load(before?: string): Promise<void> {
    const { me } = store
    const page = await askUntilCurrent(store, () => request('listSaved', { query: { limit: PAGE_DEFAULT, ...(before && { before }) } }))
    if (store.me === me) store.applyPage(page, { earlier: before !== undefined, complete: page.length < PAGE_DEFAULT })
  }

  /** Without a first page, or after an outage, nobody can say what is kept. */
  async function learn(): Promise<void> {
    if (!store.current) await load()
  }

  async function keep(messageId: string, wanted: boolean): Promise<void> {
    store.applyMark(await request(wanted ? 'saveMessage' : 'unsaveMessage', { params: { messageId } }))
  }

  /** Those in conversations that one takes part in. */
  const list = computed(() => store.shown.filter(({ message }) => messaging.conversations[message.conversationId]))

  return { list, learn, load, keep, loadEarlier: () => load(store.lastId), isSaved: (id: string) => store.isSaved(id) }
}
