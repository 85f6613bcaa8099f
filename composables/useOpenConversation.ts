import type { Failure } from './error-text.ts'
import type { ConnectionState } from './sync/create-connection-state.ts'

const isConnected = (state: ConnectionState) => state === 'live' || state === 'restored'

const isOutage = (failure: Failure | undefined) => failure?.code === 'network' || failure?.code === 'unavailable'

export interface Opening {
  /** The reader's marker at this moment; null when nothing is unread. */
  unreadAfter: number | null
  /** The message that was asked for; missing when it is not here for the reader. */
  target?: string
  targetMissing?: boolean
  /** Why it could not be opened. Plain data: an error that is thrown loses its code on the way to the browser. */
  failure?: Failure
}

/**
 * Opens a conversation: its head, and the messages around the reader's marker, or around the
 * message that was asked for. On the server the page waits for them, in the browser it does not.
 */
export function useOpenConversation(conversationId: string, messageId?: string) {
  const store = useMessagingStore()
  const { request } = useApi()
  const { takeHeads } = useHeads()
  const { loadAround } = useHistory(conversationId)
  const { state } = useConnection()
  const { find } = useMessageTarget(conversationId)

  async function open(): Promise<Opening> {
    if (!store.conversations[conversationId]) {
      takeHeads([await request('readConversation', { params: { conversationId } })])
    }
    const head = store.conversations[conversationId]?.head
    const unreadAfter = store.unreadOf(conversationId) > 0 ? head?.mine.lastReadSeq ?? 0 : null
    const target = messageId === undefined ? undefined : await find(messageId)
    await loadAround(target?.seq ?? unreadAfter ?? head?.lastSeq ?? 0)
    return { unreadAfter, ...(messageId !== undefined && { target: target?.id, targetMissing: !target }) }
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
