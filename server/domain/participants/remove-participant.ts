import { AppError } from '#shared/errors.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { publish } from '#server/domain/events.ts'
import { announceDeletedUnsent, deleteUnsent } from '#server/domain/scheduled/delete-unsent.ts'
import { changeParticipants, assertOwnerRemains, takeChangeSeqs } from './change-participants.ts'

interface Participation {
  conversationId: string
  userId: string
}

/**
 * Removes a participant from a group, or leaves it. The participant's devices get no further events of
 * it. The last owner can leave only after transferring ownership, or if no other participant is left.
 * @throws AppError `not_found`, `forbidden` (self and direct conversations, and participants
 * whose role is not below the actor's), `last_owner`
 */
export async function removeParticipant({ actor, conversationId, userId }: { actor: Actor } & Participation): Promise<Participation> {
  const { changeSeq, unsent } = await changeParticipants({ actor, conversationId }, async (transaction, roster) => {
    const targetRole = roster.roles.get(userId)
    if (!targetRole) throw new AppError('not_found')
    const isSelf = userId === actor.userId
    authorize(actor, isSelf ? 'conversation:leave' : 'participant:remove', { ...roster.subject, targetRole })
    if (roster.roles.size > 1) assertOwnerRemains(roster, userId)
    // The database's clock, which invitations use too: earlier ones cannot be used to return.
    await transaction.$executeRaw`
      UPDATE participants SET left_at = clock_timestamp() WHERE conversation_id = ${conversationId}::uuid AND user_id = ${userId}::uuid`
    const unsent = await deleteUnsent(transaction, { userId, conversationIds: [conversationId] })
    return { changeSeq: await takeChangeSeqs(transaction, conversationId), unsent }
  })
  publish({ name: 'participant:removed', to: { conversation: conversationId }, payload: { conversationId, changeSeq, userId } })
  announceDeletedUnsent(unsent)
  await recordAudit({ actorId: actor.userId, action: 'conversation.participant_removed', subject: conversationId, address: actor.address, details: { userId } })
  return { conversationId, userId }
}
