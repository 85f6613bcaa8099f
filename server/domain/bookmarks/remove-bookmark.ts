import type { BookmarkState } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { database } from '#server/infra/postgres/database.ts'
import { announceBookmark, toBookmarkState } from './bookmark-state.ts'

/**
 * Removes a bookmark, also in a conversation that the actor has left. Repeating the call changes nothing.
 * @throws AppError `not_found`
 */
export async function removeBookmark({ actor, messageId }: { actor: Actor, messageId: string }): Promise<BookmarkState> {
  authorize(actor, 'account:own')
  const { count } = await database().bookmark.deleteMany({ where: { userId: actor.userId, messageId } })
  const state = toBookmarkState(messageId, null, null)
  if (count > 0) return announceBookmark(actor.userId, state)
  await loadMessage({ actor, messageId })
  return state
}
