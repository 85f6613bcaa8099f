import { AppError } from '#shared/errors.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { publish } from '#server/domain/events.ts'
import { database } from '#server/infra/database.ts'

/**
 * Leaves a group: its stream ends at once, on every device. The last owner stays until somebody
 * else owns the group, unless nobody else is left.
 * @throws AppError `not_found`, `forbidden` (self and direct), `conflict` (last owner)
 */
export async function leaveConversation({ actor, conversationId }: { actor: Actor, conversationId: string }): Promise<void> {
  await loadConversation({ actor, conversationId, permission: 'conversation:leave' })
  const changeSeq = await removeParticipant(conversationId, actor.userId)
  publish({
    name: 'participant:removed',
    to: { conversation: conversationId },
    payload: { conversationId, changeSeq, userId: actor.userId },
  })
}

/** Taking the number locks the conversation first, so two last owners cannot both leave. */
function removeParticipant(conversationId: string, userId: string): Promise<number> {
  return database().$transaction(async (transaction) => {
    const { changeSeq } = await transaction.conversation.update({
      where: { id: conversationId },
      data: { changeSeq: { increment: 1 }, changedAt: new Date() },
    })
    const present = await transaction.participant.findMany({ where: { conversationId, leftAt: null } })
    const others = present.filter(participant => participant.userId !== userId)
    if (others.length === present.length) throw new AppError('not_found')
    if (others.length > 0 && !others.some(participant => participant.role === 'owner')) throw new AppError('conflict')
    await transaction.participant.update({
      where: { conversationId_userId: { conversationId, userId } },
      data: { leftAt: new Date(), unreadSeq: null },
    })
    return changeSeq
  })
}
