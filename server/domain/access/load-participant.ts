import { Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import type { ConversationType, ParticipantRole } from '#shared/types.ts'
import { readPrepared } from '#server/infra/postgres/read-prepared.ts'
import type { Actor } from './actor.ts'
import { authorize } from './actor.ts'

/** The participant's role, and the last `seq` of the conversation. */
interface LoadedParticipant {
  role: ParticipantRole
  type: ConversationType
  lastSeq: number
}

/**
 * Checks that the actor may read a conversation. Much cheaper than `loadConversation`, which also reads the head.
 * @throws AppError `not_found` unless the actor is a participant
 */
export async function loadParticipant({ actor, conversationId }: { actor: Actor, conversationId: string }): Promise<LoadedParticipant> {
  const [participant] = await readPrepared<LoadedParticipant>(Prisma.sql`
    SELECT p.role, c.type, c.last_seq AS "lastSeq"
    FROM participants p JOIN conversations c ON c.id = p.conversation_id
    WHERE p.conversation_id = ${conversationId}::uuid AND p.user_id = ${actor.userId}::uuid AND p.left_at IS NULL`)
  if (!participant) {
    actor.permissionChecked = true
    throw new AppError('not_found')
  }
  authorize(actor, 'conversation:read', { participantRole: participant.role, conversationType: participant.type })
  return participant
}
