import { createHistory } from '#client/sync/history.ts'

/**
 * The history of a conversation, page by page. While it is in use the conversation counts as open:
 * its messages stay loaded and are updated. Pages are loaded one after the other; failed ones throw `ApiError`.
 */
export function useTimelinePages(conversationId: string) {
  const store = useConversationsStore()
  const openConversations = useOpenConversationsStore()
  const { request } = useApi()
  const history = createHistory({ store, request, conversationId })
  const loading = ref(false)

  if (import.meta.client) {
    openConversations.open(conversationId)
    onScopeDispose(() => store.unloadClosed(openConversations.close(conversationId)))
  }

  const atStart = computed(() => {
    const first = store.segment(conversationId)[0]
    return first ? first.seq === 1 : store.conversations[conversationId]?.head.lastSeq === 0
  })
  const atEnd = computed(() => {
    const lastSeq = store.conversations[conversationId]?.head.lastSeq ?? 0
    return (store.segment(conversationId).at(-1)?.seq ?? 0) >= lastSeq
  })

  async function inTurn(load: () => Promise<void>): Promise<void> {
    if (loading.value) return
    loading.value = true
    await load().finally(() => loading.value = false)
  }

  return {
    loading: readonly(loading),
    atStart,
    atEnd,
    loadEarlier: () => inTurn(history.loadEarlier),
    loadLater: () => inTurn(history.loadLater),
    /** Loads also while another page is loading, because the reader waits for it. */
    loadAround: history.loadAround,
    startJump: history.startJump,
  }
}
