import type { Message } from '#shared/types.ts'
import { standsInConversation } from '#shared/unread.ts'

/** The page of a thread. */
export function threadPath({ conversationId, rootId }: { conversationId: string, rootId: string }): string {
  return `/c/${conversationId}/t/${rootId}`
}

/** Where a message is shown and marked: a reply in its thread, unless it stands in the conversation, too. Pure. */
export function messagePath(message: Pick<Message, 'id' | 'conversationId' | 'rootId' | 'alsoInConversation'>): string {
  const { id, conversationId, rootId } = message
  const page = rootId === null || standsInConversation(message) ? `/c/${conversationId}` : threadPath({ conversationId, rootId })
  return `${page}?message=${id}`
}
