import type { AdminConversation } from '../shared/contracts.ts'

/** Rows per page. */
const PAGE = 50

/** All conversations that match a filter, page by page. */
export async function useAdminConversations() {
  const { read } = useAdminApi()
  const query = ref('')
  const status = ref<'' | 'active' | 'archived'>('')
  const filter = () => ({ query: query.value, status: status.value || undefined, limit: PAGE })

  const { data: conversations, error, refresh } = await useAsyncData<AdminConversation[]>(
    'admin-conversations', () => read('listAllConversations', filter()), { default: () => [] })
  const complete = ref(conversations.value.length < PAGE)

  watchDebounced([query, status], async () => {
    await refresh()
    complete.value = conversations.value.length < PAGE
  }, { debounce: 250 })

  async function loadMore() {
    const page = await read('listAllConversations', { ...filter(), after: conversations.value.at(-1)?.id })
    conversations.value = [...conversations.value, ...page]
    complete.value = page.length < PAGE
  }

  return { conversations, complete, error, query, status, loadMore }
}
