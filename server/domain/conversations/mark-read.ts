import type { ReadMarker } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { publish } from '#server/domain/events.ts'
import { database } from '#server/infra/database.ts'

/**
 * Moves the actor's read marker forward, never back and never beyond the last message. Others
 * learn the marker; the reader's own devices learn the count of what is left, too.
 * @throws AppError `not_found`
 */
export async function markRead({ actor, conversationId, seq }: { actor: Actor, conversationId: string, seq: number }): Promise<ReadMarker> {
  const moved = await database().$executeRaw`
    UPDATE participants p
    SET last_read_seq = LEAST(${seq}::int, c.last_seq), last_read_at = clock_timestamp()
    FROM conversations c
    WHERE p.conversation_id = ${conversationId}::uuid AND p.user_id = ${actor.userId}::uuid AND p.left_at IS NULL
      AND c.id = p.conversation_id AND p.last_read_seq < LEAST(${seq}::int, c.last_seq)`
  const { mine } = await loadConversation({ actor, conversationId })
  const marker = { conversationId, userId: actor.userId, lastReadSeq: mine.lastReadSeq }
  const own = { ...marker, unread: mine.unread }
  if (moved > 0) {
    publish({ name: 'read:updated', to: { conversation: conversationId }, except: { user: actor.userId }, payload: marker })
    publish({ name: 'read:updated', to: { user: actor.userId }, payload: own })
  }
  return own
}
