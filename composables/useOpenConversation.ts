import type { Failure } from './error-text.ts'

interface Opening {
  /** The reader's marker at this moment; null when nothing is unread. */
  unreadAfter: number | null
  /** Why it could not be opened. Plain data: an error that is thrown loses its code on the way to the browser. */
  failure?: Failure
}

/**
 * Opens a conversation: its head, and the messages around the reader's marker. On the server the
 * page waits for them, in the browser it does not.
 */
export function useOpenConversation(conversationId: string) {
  const store = useMessagingStore()
  const { request } = useApi()
  const { takeHeads } = useHeads()
  const { loadAround } = useHistory(conversationId)

  async function open(): Promise<Opening> {
    if (!store.conversations[conversationId]) {
      takeHeads([await request('readConversation', { params: { conversationId } })])
    }
    const head = store.conversations[conversationId]?.head
    const unreadAfter = store.unreadOf(conversationId) > 0 ? head?.mine.lastReadSeq ?? 0 : null
    await loadAround(unreadAfter ?? head?.lastSeq ?? 0)
    return { unreadAfter }
  }

  const opening = useAsyncData(
    `open:${conversationId}`,
    () => open().catch((error: unknown): Opening => ({ unreadAfter: null, failure: readFailure(error) })),
    { lazy: true },
  )
  useAfterOutage(() => opening.data.value?.failure, opening.refresh)
  return opening
}
