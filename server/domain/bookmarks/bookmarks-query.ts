import { Prisma } from '#generated/client.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { isoTime } from '#server/domain/read-model/iso-time.ts'
import { messageJson } from '#server/domain/read-model/message-json.ts'

/**
 * SQL that selects the actor's bookmarks `b`, without deleted messages and those of conversations
 * that the actor left. The caller adds conditions, an order and a limit.
 */
export function bookmarksOf({ userId }: Actor): Prisma.Sql {
  return Prisma.sql`
    SELECT ${messageJson} AS message, ${isoTime(Prisma.sql`b.created_at`)} AS "savedAt",
      ${isoTime(Prisma.sql`b.remind_at`)} AS "remindAt", ${isoTime(Prisma.sql`b.reminded_at`)} AS "remindedAt"
    FROM bookmarks b
    JOIN messages m ON m.id = b.message_id
    JOIN participants p ON p.conversation_id = m.conversation_id AND p.user_id = b.user_id AND p.left_at IS NULL
    WHERE b.user_id = ${userId}::uuid AND m.deleted_at IS NULL`
}
