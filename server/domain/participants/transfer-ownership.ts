import { AppError } from '#shared/errors.ts'
import type { Conversation } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { announceParticipants } from './announce-participants.ts'
import { changeParticipants, takeChangeSeqs } from './change-participants.ts'

/**
 * Makes another participant the owner and the actor an admin, in one step, so that the
 * group always has an owner.
 * @throws AppError `not_found`, `forbidden` if the actor is not an owner, `conflict` for a transfer to oneself
 */
export async function transferOwnership({ actor, conversationId, userId }: {
  actor: Actor
  conversationId: string
  userId: string
}): Promise<Conversation> {
  const changed = await changeParticipants({ actor, conversationId }, async (transaction, { subject, roles }) => {
    authorize(actor, 'conversation:transfer-ownership', subject)
    if (!roles.has(userId)) throw new AppError('not_found')
    if (userId === actor.userId) throw new AppError('conflict')
    await transaction.participant.update({ where: { conversationId_userId: { conversationId, userId } }, data: { role: 'owner' } })
    await transaction.participant.update({ where: { conversationId_userId: { conversationId, userId: actor.userId } }, data: { role: 'admin' } })
    const first = await takeChangeSeqs(transaction, conversationId, 2)
    return [{ userId, changeSeq: first }, { userId: actor.userId, changeSeq: first + 1 }]
  })
  return await announceParticipants({ actor, conversationId, name: 'participant:updated', changed })
}
