import { PAGE_MAX } from '#shared/limits.ts'
import type { Bookmark } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { markPermissionChecked } from '#server/domain/access/actor.ts'
import { bookmarksOf } from '#server/domain/bookmarks/bookmarks-query.ts'
import { database } from '#server/infra/postgres/database.ts'

/** The actor's reminders that were shown and not yet removed, the earliest first. */
export async function listReminders({ actor }: { actor: Actor }): Promise<Bookmark[]> {
  markPermissionChecked(actor)
  return await database().$queryRaw<Bookmark[]>`
    ${bookmarksOf(actor)} AND b.remind_at IS NOT NULL AND b.reminded_at IS NOT NULL
    ORDER BY b.remind_at, b.message_id LIMIT ${PAGE_MAX}`
}
