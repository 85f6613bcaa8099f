import { AppError } from '#shared/errors.ts'
import type { Conversation, ParticipantRole } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { announceParticipants } from './announce-participants.ts'
import { changeParticipants, keepOwner, takeNumbers } from './change-participants.ts'

/**
 * Changes the role of a participant. Giving the role that they have changes nothing.
 * @throws AppError `not_found`, `forbidden` when they are not below the actor or the role is above
 * the actor's own, `last_owner` when the group would have none
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
    if (targetRole === 'owner') keepOwner(roster, userId)
    await transaction.participant.update({ where: { conversationId_userId: { conversationId, userId } }, data: { role } })
    return [{ userId, changeSeq: await takeNumbers(transaction, conversationId) }]
  })
  return await announceParticipants({ actor, conversationId, name: 'participant:updated', changed })
}
