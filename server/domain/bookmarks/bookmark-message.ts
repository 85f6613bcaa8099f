import { AppError } from '#shared/errors.ts'
import { BOOKMARKS_MAX } from '#shared/limits.ts'
import type { BookmarkState } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { database } from '#server/infra/postgres/database.ts'
import { announceBookmark, toBookmarkState } from './bookmark-state.ts'

/**
 * Bookmarks a message. Repeating the call changes nothing.
 * @throws AppError `not_found`, `message_deleted`, `conflict` when the actor has the maximum of bookmarks
 */
export async function bookmarkMessage({ actor, messageId }: { actor: Actor, messageId: string }): Promise<BookmarkState> {
  const { message } = await loadMessage({ actor, messageId })
  if (message.deletedAt) throw new AppError('message_deleted')
  const { userId } = actor
  const created = await database().$executeRaw`
    INSERT INTO bookmarks (user_id, message_id)
    SELECT ${userId}::uuid, ${messageId}::uuid
    WHERE (SELECT COUNT(*) FROM bookmarks WHERE user_id = ${userId}::uuid) < ${BOOKMARKS_MAX}
    ON CONFLICT DO NOTHING`
  const bookmark = await database().bookmark.findUnique({ where: { userId_messageId: { userId, messageId } } })
  if (!bookmark) throw new AppError('conflict')
  const state = toBookmarkState(messageId, bookmark, message)
  return created > 0 ? announceBookmark(userId, state) : state
}
