import { v7 as uuidv7 } from 'uuid'
import { can } from '#shared/permissions.ts'
import type { Conversation } from '#shared/types.ts'
import { ApiError } from '#client/api/api-error.ts'

/** Forwards a message: a copy of its text goes through the outbox to each chosen conversation, and the server takes the text from the source once more. */
export function useForward(messageId: string) {
  const store = useConversationsStore()
  const client = useClient()
  const { nameOf } = useConversationNames()
  const { fetchOnce } = useMessageLookup()
  const { busy, failure, attempt } = useAttempt()
  const query = ref('')
  const chosen = ref<string[]>([])

  const matches = (conversation: Conversation, words: string) =>
    nameOf(conversation).toLocaleLowerCase().includes(words)
    || conversation.participants.some(({ user }) => user.name.toLocaleLowerCase().includes(words))
  const canPost = ({ status, mine, type, settings }: Conversation) =>
    status === 'active' && can({ participantRole: mine.role, conversationType: type, settings }, 'conversation:send')
  const conversations = computed(() => store.list
    .filter(canPost)
    .filter(conversation => matches(conversation, query.value.trim().toLocaleLowerCase())))

  /** Resolves to whether the copies are on their way; they survive an outage like any message. */
  async function forward(): Promise<boolean> {
    return attempt(async () => {
      const message = await fetchOnce(messageId)
      // The message was deleted while the dialog was open: the user must learn that nothing was sent.
      if (!message || message.deletedAt) throw new ApiError({ code: 'not_found' })
      const { outbox } = client().messaging
      for (const conversationId of chosen.value) {
        await outbox.add({ id: uuidv7(), conversationId, body: message.body, forwardedFromId: messageId })
      }
      void outbox.flush()
    })
  }

  return { query, conversations, chosen, forward, busy, failure }
}
