import type { Failure } from '#client/api/failure.ts'
import { readFailure } from '#client/api/failure.ts'

export interface Opening {
  /** The read marker at the moment of opening; null when nothing is unread. */
  unreadAfter: number | null
  /** The requested message; null when the reader has no access to it. */
  target?: string | null
  /** The page to go to instead: a reply is shown in its thread. */
  elsewhere?: string
  /** Why it could not be opened, as plain data: a thrown error would lose its code between server and browser. */
  failure?: Failure
}

/**
 * Opens a conversation: loads its head and the messages around the read marker or the requested
 * message. On the server the page waits for them, in the browser it does not.
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
