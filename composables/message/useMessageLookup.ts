import { plainText } from '#shared/plain-text.ts'
import type { Message } from '#shared/types.ts'
import { refusalOf } from '#client/api/api-error.ts'

/**
 * A message that another one refers to: as a conversation here holds it, else as the server tells
 * it, asked once. Null is a message that is not there for this reader; undefined is not known yet.
 */
export function useMessageLookup() {
  const store = useConversationsStore()
  const threads = useThreadsStore()
  const referred = useReferredStore()
  const { request } = useApi()
  const { nameIn } = useConversationNames()
  const nameOfMention = useMentionNames()

  function find(id: string): Message | null | undefined {
    for (const { messages } of Object.values(store.conversations)) {
      const found = messages.find(message => message.id === id)
      if (found) return found
    }
    for (const { root, replies } of Object.values(threads.threads)) {
      const found = root.id === id ? root : replies.find(reply => reply.id === id)
      if (found) return found
    }
    return referred.messages[id]
  }

  /** Throws `ApiError` when nobody could tell. */
  async function fetchOnce(id: string): Promise<Message | null> {
    const known = find(id)
    if (known !== undefined) return known
    const message = await request('readMessage', { params: { messageId: id } }).catch((error: unknown) => {
      if (refusalOf(error) === 'not_found') return null
      throw error
    })
    referred.applyReferred(id, message)
    return message
  }

  function authorOf({ conversationId, authorId }: Message): string {
    const conversation = store.conversations[conversationId]?.head
    return conversation ? nameIn(conversation, authorId) : ''
  }

  function wordsOf({ conversationId, body }: Message): string {
    return plainText(body, nameOfMention(store.conversations[conversationId]?.head))
  }

  return { find, fetchOnce, authorOf, wordsOf }
}

/** One such message, looked up when it is shown. Without a connection it stays unknown until it is shown again. */
export function useReferredMessage(id: () => string) {
  const { find, fetchOnce, authorOf, wordsOf } = useMessageLookup()
  const { attempt } = useAttempt()
  const message = computed(() => find(id()))
  onMounted(() => message.value === undefined && attempt(() => fetchOnce(id())))
  return {
    message,
    author: computed(() => message.value ? authorOf(message.value) : ''),
    /** What it says in plain words; nothing when it was deleted or is not known. */
    words: computed(() => message.value && message.value.deletedAt === null ? wordsOf(message.value) : ''),
  }
}
