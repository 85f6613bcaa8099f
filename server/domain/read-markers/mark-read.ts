import { Prisma } from '#generated/client.ts'
import type { ReadMarker } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { publish } from '#server/domain/events.ts'
import { database } from '#server/infra/postgres/database.ts'
import { ownMarker } from '#server/domain/read-model/own-marker.ts'
import { showsReceipts } from '#server/domain/read-model/receipts-query.ts'

/**
 * Moves the actor's read marker forward, at most to the last message. Other participants get the marker
 * unless either side hides read receipts; the actor's own devices also get the unread count. A marker
 * of an earlier `readEra`, from before the actor marked something as unread, is ignored.
 * @throws AppError `not_found`
 */
export async function markRead({ actor, conversationId, seq, readEra }: {
  actor: Actor
  conversationId: string
  seq: number
  readEra?: number | undefined
}): Promise<ReadMarker> {
  const [moved] = await moveMarker({ userId: actor.userId, conversationId, seq, readEra })
  const conversation = await loadConversation({ actor, conversationId })
  const own = ownMarker(conversation, actor.userId)
  if (moved) {
    const lastReadSeq = conversation.participants.find(({ user }) => user.id === actor.userId)?.lastReadSeq ?? own.lastReadSeq
    if (moved.shown) publish({ name: 'read:updated', to: { conversation: conversationId }, except: { user: actor.userId }, payload: { conversationId, userId: actor.userId, lastReadSeq } })
    publish({ name: 'read:updated', to: { user: actor.userId }, payload: own })
  }
  return own
}

/**
 * Moves the marker and logs the move in one statement. Returns no row if nothing moved. Reading again
 * after marking as unread repeats a logged move, since the marker that others see did not move back.
 */
function moveMarker({ userId, conversationId, seq, readEra }: {
  userId: string
  conversationId: string
  seq: number
  readEra: number | undefined
}): Promise<{ shown: boolean }[]> {
  return database().$queryRaw<{ shown: boolean }[]>(Prisma.sql`
    WITH moved AS (
      UPDATE participants p
      SET unread_seq = CASE WHEN LEAST(${seq}::int, c.last_seq) < p.last_read_seq THEN LEAST(${seq}::int, c.last_seq) END,
        last_read_at = CASE WHEN LEAST(${seq}::int, c.last_seq) > p.last_read_seq THEN clock_timestamp() ELSE p.last_read_at END,
        last_read_seq = GREATEST(p.last_read_seq, LEAST(${seq}::int, c.last_seq))
      FROM conversations c, users u
      WHERE p.conversation_id = ${conversationId}::uuid AND p.user_id = ${userId}::uuid AND p.left_at IS NULL
        AND (${readEra ?? null}::int IS NULL OR p.read_era <= ${readEra ?? null}::int) AND u.id = p.user_id
        AND c.id = p.conversation_id AND COALESCE(p.unread_seq, p.last_read_seq) < LEAST(${seq}::int, c.last_seq)
      RETURNING p.conversation_id, p.user_id, p.last_read_seq, p.last_read_at, ${showsReceipts} AS shown
    ), logged AS (
      INSERT INTO read_moves (conversation_id, user_id, seq, read_at)
      SELECT conversation_id, user_id, last_read_seq, CASE WHEN shown THEN last_read_at END FROM moved
      ON CONFLICT DO NOTHING
    )
    SELECT shown FROM moved`)
}
