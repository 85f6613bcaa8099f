import type { SavedMark } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { publish } from '#server/domain/events.ts'
import { database } from '#server/infra/database.ts'

/**
 * No longer keeps a message, also one of a conversation that the actor has left. What is not kept
 * stays so.
 * @throws AppError `not_found`
 */
export async function unsaveMessage({ actor, messageId }: { actor: Actor, messageId: string }): Promise<SavedMark> {
  authorize(actor, 'account:own')
  const { count } = await database().bookmark.deleteMany({ where: { userId: actor.userId, messageId } })
  const mark = { messageId, savedAt: null, message: null }
  if (count > 0) publish({ name: 'bookmark:updated', to: { user: actor.userId }, payload: mark })
  else await loadMessage({ actor, messageId })
  return mark
}
