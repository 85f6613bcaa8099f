import { Prisma } from '#generated/client.ts'
import { PAGE_DEFAULT, PAGE_MAX } from '#shared/limits.ts'
import type { SavedMessage } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { markConsulted } from '#server/domain/access/actor.ts'
import { isoTime } from '#server/domain/read-model/iso-time.ts'
import { messageJson } from '#server/domain/read-model/message-json.ts'
import { database } from '#server/infra/postgres/database.ts'

/**
 * The actor's bookmarks, the latest first, without deleted messages and those of conversations that the
 * actor left. `before` is the message id of the last bookmark of the previous page.
 */
export async function listSaved({ actor, before, limit = PAGE_DEFAULT }: {
  actor: Actor
  before?: string | undefined
  limit?: number
}): Promise<SavedMessage[]> {
  markConsulted(actor)
  const earlier = before === undefined
    ? Prisma.empty
    : Prisma.sql`AND (b.created_at, b.message_id) < (
        SELECT created_at, message_id FROM bookmarks WHERE user_id = ${actor.userId}::uuid AND message_id = ${before}::uuid)`
  return await database().$queryRaw<SavedMessage[]>`
    ${savedOf(actor)} ${earlier}
    ORDER BY b.created_at DESC, b.message_id DESC LIMIT ${limit}`
}

/** The reminders that were shown and not yet removed, the earliest first. */
export async function listReminders({ actor }: { actor: Actor }): Promise<SavedMessage[]> {
  markConsulted(actor)
  return await database().$queryRaw<SavedMessage[]>`
    ${savedOf(actor)} AND b.remind_at IS NOT NULL AND b.reminded_at IS NOT NULL
    ORDER BY b.remind_at, b.message_id LIMIT ${PAGE_MAX}`
}

function savedOf({ userId }: Actor): Prisma.Sql {
  return Prisma.sql`
    SELECT ${messageJson} AS message, ${isoTime(Prisma.sql`b.created_at`)} AS "savedAt",
      ${isoTime(Prisma.sql`b.remind_at`)} AS "remindAt", ${isoTime(Prisma.sql`b.reminded_at`)} AS "remindedAt"
    FROM bookmarks b
    JOIN messages m ON m.id = b.message_id
    JOIN participants p ON p.conversation_id = m.conversation_id AND p.user_id = b.user_id AND p.left_at IS NULL
    WHERE b.user_id = ${userId}::uuid AND m.deleted_at IS NULL`
}
