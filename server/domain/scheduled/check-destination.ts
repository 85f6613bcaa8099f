import { AppError } from '#shared/errors.ts'
import type { Message, NewReferences } from '#shared/types.ts'
import { authorize, type Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'

interface Destination extends Pick<NewReferences, 'parentId' | 'quotedId'> {
  conversationId: string
}

/**
 * Checks that the actor can send there now. Returns the root of the thread for a reply, else null.
 * @throws AppError `not_found`, `conversation_archived`, `posting_restricted`, `message_deleted` of a root
 */
export async function checkDestination(actor: Actor, { conversationId, parentId, quotedId }: Destination): Promise<string | null> {
  await checkMayPost(actor, conversationId)
  if (quotedId !== undefined) await loadWithin(actor, conversationId, quotedId)
  if (parentId === undefined) return null
  const parent = await loadWithin(actor, conversationId, parentId)
  const root = parent.rootId === null ? parent : await loadWithin(actor, conversationId, parent.rootId)
  // At its time it would be refused for this reason.
  if (root.deletedAt) throw new AppError('message_deleted')
  return root.id
}

/**
 * Checks that the actor can post in this conversation now.
 * @throws AppError `not_found`, `conversation_archived`, `posting_restricted`
 */
export async function checkMayPost(actor: Actor, conversationId: string): Promise<void> {
  const { type, status, settings, mine } = await loadConversation({ actor, conversationId })
  if (status === 'archived') throw new AppError('conversation_archived')
  authorize(actor, 'conversation:send', { participantRole: mine.role, conversationType: type, settings })
}

async function loadWithin(actor: Actor, conversationId: string, messageId: string): Promise<Message> {
  const { message } = await loadMessage({ actor, messageId })
  if (message.conversationId !== conversationId) throw new AppError('not_found')
  return message
}
