import type { BookmarkState } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { database } from '#server/infra/postgres/database.ts'
import { announceBookmark, toBookmarkState } from '#server/domain/bookmarks/bookmark-state.ts'

/**
 * Cancels a reminder, or completes one that was shown. The bookmark stays.
 * @throws AppError `not_found`
 */
export async function removeReminder({ actor, messageId }: { actor: Actor, messageId: string }): Promise<BookmarkState> {
  authorize(actor, 'account:own')
  const { userId } = actor
  const { message } = await loadMessage({ actor, messageId })
  const { count } = await database().bookmark.updateMany({
    where: { userId, messageId, remindAt: { not: null } },
    data: { remindAt: null, remindedAt: null },
  })
  const state = toBookmarkState(messageId, await database().bookmark.findUnique({ where: { userId_messageId: { userId, messageId } } }), message)
  return count > 0 ? announceBookmark(userId, state) : state
}
