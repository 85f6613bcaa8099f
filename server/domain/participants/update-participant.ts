import { AppError } from '#shared/errors.ts'
import type { Conversation, ParticipantRole } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { announceParticipants } from './announce-participants.ts'
import { changeParticipants, assertOwnerRemains, takeChangeSeqs } from './change-participants.ts'

/**
 * Changes the role of a participant. Setting the current role again changes nothing.
 * @throws AppError `not_found`, `forbidden` when the participant's role is not below the actor's or the
 * new role is above it, `last_owner` when the group would have no owner
 */
export async function updateParticipant({ actor, conversationId, userId, role }: {
  actor: Actor
  conversationId: string
  userId: string
  role: ParticipantRole
}): Promise<Conversation> {
  const changed = await changeParticipants({ actor, conversationId }, async (transaction, roster) => {
    const targetRole = roster.roles.get(userId)
    if (!targetRole) throw new AppError('not_found')
    authorize(actor, 'participant:update', { ...roster.subject, targetRole, newRole: role, isSelf: userId === actor.userId })
    if (targetRole === role) return []
    if (targetRole === 'owner') assertOwnerRemains(roster, userId)
    await transaction.participant.update({ where: { conversationId_userId: { conversationId, userId } }, data: { role } })
    return [{ userId, changeSeq: await takeChangeSeqs(transaction, conversationId) }]
  })
  return await announceParticipants({ actor, conversationId, name: 'participant:updated', changed })
}
