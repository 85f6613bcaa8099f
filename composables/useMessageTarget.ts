import type { Message } from '#shared/types.ts'
import { standsInConversation } from '#shared/unread.ts'
import { refusalOf } from './sync/api-error.ts'

/** Finds where a message stands in its conversation. */
export function useMessageTarget(conversationId: string) {
  const { request } = useApi()

  /**
   * The message, or for a reply that stands in its thread only the root of it. Undefined when it is
   * not here, or not the reader's to see; throws `ApiError` when nobody can say.
   */
  async function find(id: string): Promise<Message | undefined> {
    try {
      const message = await request('readMessage', { params: { messageId: id } })
      if (message.conversationId !== conversationId) return undefined
      if (standsInConversation(message) || !message.rootId) return message
      return await request('readMessage', { params: { messageId: message.rootId } })
    }
    catch (error) {
      if (refusalOf(error)) return undefined
      throw error
    }
  }

  return { find }
}
