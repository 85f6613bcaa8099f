import type { Failure } from './error-text.ts'
import type { ConnectionState } from './sync/create-connection-state.ts'

const isConnected = (state: ConnectionState) => state === 'live' || state === 'restored'

const isOutage = (failure: Failure | undefined) => failure?.code === 'network' || failure?.code === 'unavailable'

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
  const { state } = useConnection()

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
  // What could not be had without a connection comes with it, without anybody asking.
  watch(state, (now) => {
    if (isConnected(now) && isOutage(opening.data.value?.failure)) void opening.refresh()
  })
  return opening
}
