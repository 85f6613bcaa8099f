/**
 * Opens a conversation: its head, and the messages around the reader's marker. On the server the
 * page waits for them; in the browser it does not. `unreadAfter` is the marker at this moment, or
 * null when nothing is unread.
 */
export function useOpenConversation(conversationId: string) {
  const store = useMessagingStore()
  const { request } = useApi()
  const { takeHeads } = useHeads()
  const { loadAround } = useHistory(conversationId)

  return useAsyncData(`open:${conversationId}`, async () => {
    if (!store.conversations[conversationId]) {
      takeHeads([await request('readConversation', { params: { conversationId } })])
    }
    const head = store.conversations[conversationId]?.head
    const unreadAfter = store.unreadOf(conversationId) > 0 ? head?.mine.lastReadSeq ?? 0 : null
    await loadAround(unreadAfter ?? head?.lastSeq ?? 0)
    return { unreadAfter }
  }, { lazy: true })
}
