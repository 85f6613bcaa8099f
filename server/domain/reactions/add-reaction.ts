import { AppError } from '#shared/errors.ts'
import { REACTIONS_MAX } from '#shared/limits.ts'
import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { publish } from '#server/domain/events.ts'
import { changeMessage } from '#server/domain/messages/change-message.ts'

/**
 * Adds the actor's reaction. Adding it again changes nothing.
 * @throws AppError `not_found`, `message_deleted`, `conversation_archived`, or `conflict` when the
 * message has the maximum number of different emoji
 */
export async function addReaction({ actor, messageId, emoji }: { actor: Actor, messageId: string, emoji: string }): Promise<Message> {
  const { userId } = actor
  const loaded = await loadMessage({ actor, messageId, permission: 'message:react' })
  const { message, changed } = await changeMessage(loaded, async (transaction, current) => {
    if (current.deletedAt) throw new AppError('message_deleted')
    const given = current.reactions.find(reaction => reaction.emoji === emoji)
    if (given?.userIds.includes(userId)) return false
    if (!given && current.reactions.length >= REACTIONS_MAX) throw new AppError('conflict')
    await transaction.reaction.create({ data: { messageId, userId, emoji } })
    await transaction.message.update({ where: { id: messageId }, data: { reactionCount: { increment: 1 } } })
    return true
  })
  const { conversationId, changeSeq } = message
  if (changed) publish({ name: 'reaction:added', to: { conversation: conversationId }, payload: { conversationId, changeSeq, message, userId, emoji } })
  return message
}
