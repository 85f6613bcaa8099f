import { Prisma } from '#generated/client.ts'
import { PAGE_DEFAULT } from '#shared/limits.ts'
import type { Bookmark } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { markPermissionChecked } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'
import { bookmarksOf } from './bookmarks-query.ts'

/**
 * The actor's bookmarks, the latest first, without deleted messages and those of conversations that the
 * actor left. `before` is the message id of the last bookmark of the previous page.
 */
export async function listBookmarks({ actor, before, limit = PAGE_DEFAULT }: {
  actor: Actor
  before?: string | undefined
  limit?: number
}): Promise<Bookmark[]> {
  markPermissionChecked(actor)
  const earlier = before === undefined
    ? Prisma.empty
    : Prisma.sql`AND (b.created_at, b.message_id) < (
        SELECT created_at, message_id FROM bookmarks WHERE user_id = ${actor.userId}::uuid AND message_id = ${before}::uuid)`
  return await database().$queryRaw<Bookmark[]>`
    ${bookmarksOf(actor)} ${earlier}
    ORDER BY b.created_at DESC, b.message_id DESC LIMIT ${limit}`
}
