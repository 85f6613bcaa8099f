import type { Bookmark } from '#generated/client.ts'
import type { Message, SavedMark } from '#shared/types.ts'
import { publish } from '#server/domain/events.ts'

/** A bookmark as its user sees it. Without a row, the message is not bookmarked. */
export function toMark(messageId: string, row: Bookmark | null, message: Message | null): SavedMark {
  return {
    messageId,
    savedAt: row?.createdAt.toISOString() ?? null,
    message: row && message?.deletedAt === null ? message : null,
    remindAt: row?.remindAt?.toISOString() ?? null,
    remindedAt: row?.remindedAt?.toISOString() ?? null,
  }
}

/** Sends the state of a bookmark to the user's devices. */
export function announceMark(userId: string, mark: SavedMark): SavedMark {
  publish({ name: 'bookmark:updated', to: { user: userId }, payload: mark })
  return mark
}
