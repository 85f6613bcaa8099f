import type { Message } from '#shared/types.ts'
import { isListedInConversation } from '#shared/unread.ts'

/** The page of a thread. */
export function threadPath({ conversationId, rootId }: { conversationId: string, rootId: string }): string {
  return `/c/${conversationId}/t/${rootId}`
}

/** Is it shown in the timeline of this conversation? Pure. */
export function standsIn(conversationId: string, message: Pick<Message, 'conversationId' | 'rootId' | 'alsoInConversation'>): boolean {
  return message.conversationId === conversationId && isListedInConversation(message)
}

/** Where a message is shown and marked: a reply in its thread, unless it stands in the conversation, too. Pure. */
export function messagePath(message: Pick<Message, 'id' | 'conversationId' | 'rootId' | 'alsoInConversation'>): string {
  const { id, conversationId, rootId } = message
  const page = rootId === null || isListedInConversation(message) ? `/c/${conversationId}` : threadPath({ conversationId, rootId })
  return `${page}?message=${id}`
}
