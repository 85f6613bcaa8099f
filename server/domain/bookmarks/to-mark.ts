import type { Bookmark } from '#generated/client.ts'
import type { Message, SavedMark } from '#shared/types.ts'
import { publish } from '#server/domain/events.ts'

/** A row as the person who keeps the message sees it; without a row it is not kept. */
export function toMark(messageId: string, row: Bookmark | null, message: Message | null): SavedMark {
  return {
    messageId,
    savedAt: row?.createdAt.toISOString() ?? null,
    message: row && message?.deletedAt === null ? message : null,
    remindAt: row?.remindAt?.toISOString() ?? null,
    remindedAt: row?.remindedAt?.toISOString() ?? null,
  }
}

/** Tells the person's devices whether and how they keep a message now. */
export function announceMark(userId: string, mark: SavedMark): SavedMark {
  publish({ name: 'bookmark:updated', to: { user: userId }, payload: mark })
  return mark
}
