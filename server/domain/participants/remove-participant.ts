import { AppError } from '#shared/errors.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { publish } from '#server/domain/events.ts'
import { announceForgotten, forgetUnsent } from '#server/domain/scheduled/forget-unsent.ts'
import { changeParticipants, keepOwner, takeNumbers } from './change-participants.ts'

interface Part {
  conversationId: string
  userId: string
}

/**
 * Removes a participant from a group, or leaves it. The participant's devices get no further events of
 * it. The last owner can leave only after transferring ownership, or if nobody else is left.
 * @throws AppError `not_found`, `forbidden` (self and direct conversations, and people who are not
 * below the actor), `last_owner`
 */
export async function removeParticipant({ actor, conversationId, userId }: { actor: Actor } & Part): Promise<Part> {
  const { changeSeq, forgotten } = await changeParticipants({ actor, conversationId }, async (transaction, roster) => {
    const targetRole = roster.roles.get(userId)
    if (!targetRole) throw new AppError('not_found')
    const isSelf = userId === actor.userId
    authorize(actor, isSelf ? 'conversation:leave' : 'participant:remove', { ...roster.subject, targetRole })
    if (roster.roles.size > 1) keepOwner(roster, userId)
    // The database's clock, as for invitations: those made before this moment do not readmit.
    await transaction.$executeRaw`
      UPDATE participants SET left_at = clock_timestamp() WHERE conversation_id = ${conversationId}::uuid AND user_id = ${userId}::uuid`
    const forgotten = await forgetUnsent(transaction, { userId, conversationIds: [conversationId] })
    return { changeSeq: await takeNumbers(transaction, conversationId), forgotten }
  })
  publish({ name: 'participant:removed', to: { conversation: conversationId }, payload: { conversationId, changeSeq, userId } })
  announceForgotten(forgotten)
  await recordAudit({ actorId: actor.userId, action: 'conversation.participant_removed', subject: conversationId, address: actor.address, details: { userId } })
  return { conversationId, userId }
}
