import { Prisma } from '#generated/client.ts'
import type { Actor } from './actor.ts'
import { markPermissionChecked } from './actor.ts'

/**
 * A subquery for statements that write the actor's own data in a conversation. It returns one row if
 * the actor is a participant with an active account, else none. Both are locked until the commit: a
 * concurrent removal waits, and then sees the written row. The conversation is locked first, as in
 * every change of participants, which prevents deadlocks.
 */
export function lockedParticipant(actor: Actor, conversationId: string): Prisma.Sql {
  markPermissionChecked(actor)
  return Prisma.sql`
    SELECT p.user_id, p.conversation_id
    FROM conversations c JOIN participants p ON p.conversation_id = c.id JOIN users u ON u.id = p.user_id
    WHERE c.id = ${conversationId}::uuid AND u.id = ${actor.userId}::uuid AND p.left_at IS NULL AND u.deactivated_at IS NULL
    FOR KEY SHARE OF c FOR SHARE OF p, u`
}
