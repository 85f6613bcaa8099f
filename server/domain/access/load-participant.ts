import { Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import type { ConversationType, ParticipantRole } from '#shared/types.ts'
import { readPrepared } from '#server/infra/postgres/read-prepared.ts'
import type { Actor } from './actor.ts'
import { authorize } from './actor.ts'

/** What a rule about reading needs to know, and how far the conversation has come. */
interface Part {
  role: ParticipantRole
  type: ConversationType
  lastSeq: number
}

/**
 * The door to a conversation for reading, without its head: a fraction of `loadConversation`.
 * @throws AppError `not_found` for whoever is no participant
 */
export async function loadParticipant({ actor, conversationId }: { actor: Actor, conversationId: string }): Promise<Part> {
  const [part] = await readPrepared<Part>(Prisma.sql`
    SELECT p.role, c.type, c.last_seq AS "lastSeq"
    FROM participants p JOIN conversations c ON c.id = p.conversation_id
    WHERE p.conversation_id = ${conversationId}::uuid AND p.user_id = ${actor.userId}::uuid AND p.left_at IS NULL`)
  if (!part) {
    actor.consulted = true
    throw new AppError('not_found')
  }
  authorize(actor, 'conversation:read', { participantRole: part.role, conversationType: part.type })
  return part
}
