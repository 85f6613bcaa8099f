import { Prisma } from '#generated/client.ts'
import type { UnreadLine } from '#shared/unread.ts'
import { ownReadSeq, unreadCount } from '#server/domain/conversations/head-query.ts'
import { readPrepared } from '#server/infra/read-prepared.ts'

/**
 * Where a person stands in each of their conversations: all that a sync compares. After an outage
 * thousands ask at once, and most of what they hold is still true; heads are read for the rest only.
 */
export function readPlaces(userId: string): Promise<UnreadLine[]> {
  return readPrepared<UnreadLine>(Prisma.sql`
    SELECT c.id AS "conversationId", c.change_seq AS "changeSeq", ${ownReadSeq} AS "lastReadSeq", ${unreadCount} AS unread
    FROM participants mine JOIN conversations c ON c.id = mine.conversation_id
    WHERE mine.user_id = ${userId}::uuid AND mine.left_at IS NULL`)
}
