import { AppError } from '#shared/errors.ts'
import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { publish } from '#server/domain/events.ts'
import { changeMessage } from '#server/domain/messages/change-message.ts'

/**
 * Removes the actor's reaction. Removing one that does not exist changes nothing.
 * @throws AppError `not_found`, `message_deleted`, `conversation_archived`
 */
export async function removeReaction({ actor, messageId, emoji }: { actor: Actor, messageId: string, emoji: string }): Promise<Message> {
  const { userId } = actor
  const loaded = await loadMessage({ actor, messageId, permission: 'message:react' })
  const { message, changed } = await changeMessage(loaded, async (transaction, current) => {
    if (current.deletedAt) throw new AppError('message_deleted')
    const { count } = await transaction.reaction.deleteMany({ where: { messageId, userId, emoji } })
    if (count > 0) await transaction.message.update({ where: { id: messageId }, data: { reactionCount: { decrement: count } } })
    return count > 0
  })
  const { conversationId, changeSeq } = message
  if (changed) publish({ name: 'reaction:removed', to: { conversation: conversationId }, payload: { conversationId, changeSeq, message, userId, emoji } })
  return message
}
