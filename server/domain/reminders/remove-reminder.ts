import type { SavedMark } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { database } from '#server/infra/postgres/database.ts'
import { announceMark, toMark } from '#server/domain/bookmarks/to-mark.ts'

/**
 * Cancels a reminder, or completes one that was shown. The bookmark stays.
 * @throws AppError `not_found`
 */
export async function removeReminder({ actor, messageId }: { actor: Actor, messageId: string }): Promise<SavedMark> {
  authorize(actor, 'account:own')
  const { userId } = actor
  const { message } = await loadMessage({ actor, messageId })
  const { count } = await database().bookmark.updateMany({
    where: { userId, messageId, remindAt: { not: null } },
    data: { remindAt: null, remindedAt: null },
  })
  const mark = toMark(messageId, await database().bookmark.findUnique({ where: { userId_messageId: { userId, messageId } } }), message)
  return count > 0 ? announceMark(userId, mark) : mark
}
