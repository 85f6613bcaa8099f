import type { Bookmark } from '#generated/client.ts'
import type { Message, BookmarkState } from '#shared/types.ts'
import { publish } from '#server/domain/events.ts'

/** The bookmark state of a message for one user. Without a row, the message is not bookmarked. */
export function toBookmarkState(messageId: string, row: Bookmark | null, message: Message | null): BookmarkState {
  return {
    messageId,
    savedAt: row?.createdAt.toISOString() ?? null,
    message: row && message?.deletedAt === null ? message : null,
    remindAt: row?.remindAt?.toISOString() ?? null,
    remindedAt: row?.remindedAt?.toISOString() ?? null,
  }
}

/** Sends the bookmark state to the user's devices. */
export function announceBookmark(userId: string, state: BookmarkState): BookmarkState {
  publish({ name: 'bookmark:updated', to: { user: userId }, payload: state })
  return state
}
