import type { ReadMarker } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { publish } from '#server/domain/events.ts'
import { database } from '#server/infra/database.ts'
import { ownMarker } from './own-marker.ts'

/**
 * Moves the actor's read marker forward, never back and never beyond the last message. Others
 * learn the marker; the reader's own devices learn the count of what is left, too. What was read
 * before the reader marked it unread, in an earlier `readEra`, comes too late to count.
 * @throws AppError `not_found`
 */
export async function markRead({ actor, conversationId, seq, readEra }: {
  actor: Actor
  conversationId: string
  seq: number
  readEra?: number | undefined
}): Promise<ReadMarker> {
  const moved = await database().$executeRaw`
    UPDATE participants p
    SET unread_seq = CASE WHEN LEAST(${seq}::int, c.last_seq) < p.last_read_seq THEN LEAST(${seq}::int, c.last_seq) END,
      last_read_at = CASE WHEN LEAST(${seq}::int, c.last_seq) > p.last_read_seq THEN clock_timestamp() ELSE p.last_read_at END,
      last_read_seq = GREATEST(p.last_read_seq, LEAST(${seq}::int, c.last_seq))
    FROM conversations c
    WHERE p.conversation_id = ${conversationId}::uuid AND p.user_id = ${actor.userId}::uuid AND p.left_at IS NULL
      AND (${readEra ?? null}::int IS NULL OR p.read_era <= ${readEra ?? null}::int)
      AND c.id = p.conversation_id AND COALESCE(p.unread_seq, p.last_read_seq) < LEAST(${seq}::int, c.last_seq)`
  const conversation = await loadConversation({ actor, conversationId })
  const own = ownMarker(conversation, actor.userId)
  if (moved > 0) {
    const lastReadSeq = conversation.participants.find(({ user }) => user.id === actor.userId)?.lastReadSeq ?? own.lastReadSeq
    publish({ name: 'read:updated', to: { conversation: conversationId }, except: { user: actor.userId }, payload: { conversationId, userId: actor.userId, lastReadSeq } })
    publish({ name: 'read:updated', to: { user: actor.userId }, payload: own })
  }
  return own
}
