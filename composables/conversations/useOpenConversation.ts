import type { Failure } from '#client/api/failure.ts'
import { readFailure } from '#client/api/failure.ts'

export interface Opening {
  /** The reader's marker at this moment; null when nothing is unread. */
  unreadAfter: number | null
  /** The message that was asked for; null when it is not here for the reader. */
  target?: string | null
  /** The page that was meant: a reply is found in its thread. */
  elsewhere?: string
  /** Why it could not be opened. Plain data: an error that is thrown loses its code on the way to the browser. */
  failure?: Failure
}

/**
 * Opens a conversation: its head, and the messages around the reader's marker, or around the
 * message that was asked for. On the server the page waits for them, in the browser it does not.
 */
export function useOpenConversation(conversationId: string, messageId?: string) {
  const store = useConversationsStore()
  const { request } = useApi()
  const { applyHeads } = useHeads()
  const { loadAround } = useTimelinePages(conversationId)
  const { fetchOnce } = useMessageLookup()

  async function open(): Promise<Opening> {
    if (!store.conversations[conversationId]) {
      applyHeads([await request('readConversation', { params: { conversationId } })])
    }
    const head = store.conversations[conversationId]?.head
    const unreadAfter = head && store.unreadOf(conversationId) > 0 ? head.mine.lastReadSeq : null
    const target = messageId === undefined ? undefined : await fetchOnce(messageId)
    const isHere = target && standsIn(conversationId, target)
    await loadAround((isHere ? target.seq : unreadAfter) ?? head?.lastSeq ?? 0)
    if (target && !isHere) return { unreadAfter, elsewhere: messagePath(target) }
    return { unreadAfter, ...(target !== undefined && { target: target?.id ?? null }) }
  }

  const opening = useAsyncData(
    `open:${conversationId}`,
    () => open().catch((error: unknown): Opening => ({ unreadAfter: null, failure: readFailure(error) })),
    { lazy: true },
  )
  useAfterOutage(() => opening.data.value?.failure, opening.refresh)
  return opening
}
