import type { Failure } from '#client/api/failure.ts'
import { refusalOf } from '#client/api/api-error.ts'
import { readFailure } from '#client/api/failure.ts'

interface ThreadOpening {
  /** The read marker of the thread at the moment of opening; null when nothing is unread. */
  unreadAfter: number | null
  /** The page to go to instead: a reply belongs to the thread of its root. */
  elsewhere?: string
  failure?: Failure
}

/**
 * Opens a thread of an open conversation. On the server the page waits for it, in the browser it does
 * not. Replies that the conversation has loaded are shown at once, also offline.
 */
export function useOpenThread(conversationId: string, messageId: string) {
  const store = useConversationsStore()
  const threads = useThreadsStore()
  const { request } = useApi()
  const { fetchOnce } = useMessageLookup()

  if (import.meta.client) {
    threads.openThread(messageId)
    onScopeDispose(() => threads.closeThread(messageId))
  }

  function showKnown(): void {
    const messages = store.conversations[conversationId]?.messages ?? []
    const root = messages.find(({ id, rootId }) => id === messageId && rootId === null)
    if (root) threads.applyKnown(root, messages.filter(({ rootId }) => rootId === messageId))
  }

  async function open(): Promise<ThreadOpening> {
    showKnown()
    threads.applyLastPage(await request('readThread', { params: { messageId } }))
    // Replies that arrived during the request are in the conversation.
    showKnown()
    const mine = threads.threads[messageId]?.mine
    return { unreadAfter: mine && threads.unreadOf(messageId) > 0 ? mine.lastReadSeq : null }
  }

  async function explain(error: unknown): Promise<ThreadOpening> {
    const failure = readFailure(error)
    const reply = refusalOf(error) === 'not_found' ? await fetchOnce(messageId).catch(() => null) : null
    return { unreadAfter: null, ...(reply?.rootId ? { elsewhere: messagePath({ ...reply, alsoInConversation: false }) } : { failure }) }
  }

  const opening = useAsyncData(`thread:${messageId}`, () => open().catch(explain), { lazy: true })
  useAfterOutage(() => opening.data.value?.failure, opening.refresh)
  return opening
}
