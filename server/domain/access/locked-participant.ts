import { Prisma } from '#generated/client.ts'
import type { Actor } from './actor.ts'
import { markConsulted } from './actor.ts'

/**
 * For a statement that writes what belongs to the actor in a conversation: one row where they take
 * part and their account stands, else none. Both stay so until the write is committed: whoever
 * takes them out waits, and then finds what was written. The conversation comes first, as for
 * everybody who changes its people, so that neither waits for the other.
 */
export function lockedParticipant(actor: Actor, conversationId: string): Prisma.Sql {
  markConsulted(actor)
  return Prisma.sql`
    SELECT p.user_id, p.conversation_id
    FROM conversations c JOIN participants p ON p.conversation_id = c.id JOIN users u ON u.id = p.user_id
    WHERE c.id = ${conversationId}::uuid AND u.id = ${actor.userId}::uuid AND p.left_at IS NULL AND u.deactivated_at IS NULL
    FOR KEY SHARE OF c FOR SHARE OF p, u`
}
