import type { SavedMark } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { database } from '#server/infra/postgres/database.ts'
import { announceMark, toMark } from './to-mark.ts'

/**
 * Removes a bookmark, also in a conversation that the actor has left. Repeating the call changes nothing.
 * @throws AppError `not_found`
 */
export async function unsaveMessage({ actor, messageId }: { actor: Actor, messageId: string }): Promise<SavedMark> {
  authorize(actor, 'account:own')
  const { count } = await database().bookmark.deleteMany({ where: { userId: actor.userId, messageId } })
  const mark = toMark(messageId, null, null)
  if (count > 0) return announceMark(actor.userId, mark)
  await loadMessage({ actor, messageId })
  return mark
}
