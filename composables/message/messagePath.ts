import type { Message } from '#shared/types.ts'
import { isListedInConversation } from '#shared/unread.ts'

/** The page of a thread. */
export function threadPath({ conversationId, rootId }: { conversationId: string, rootId: string }): string {
  return `/c/${conversationId}/t/${rootId}`
}

/** Whether the timeline of this conversation shows the message. Pure. */
export function standsIn(conversationId: string, message: Pick<Message, 'conversationId' | 'rootId' | 'alsoInConversation'>): boolean {
  return message.conversationId === conversationId && isListedInConversation(message)
}

/** The address that shows and marks a message: for a reply its thread, unless the conversation lists it, too. Pure. */
export function messagePath(message: Pick<Message, 'id' | 'conversationId' | 'rootId' | 'alsoInConversation'>): string {
  const { id, conversationId, rootId } = message
  const page = rootId === null || isListedInConversation(message) ? `/c/${conversationId}` : threadPath({ conversationId, rootId })
  return `${page}?message=${id}`
}
