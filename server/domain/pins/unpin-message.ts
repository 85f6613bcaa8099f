import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { announceUpdatedMessage } from '#server/domain/messages/announce-message.ts'
import { changeMessage } from '#server/domain/messages/change-message.ts'

/**
 * Unpins a message, also if another user pinned it. Repeating the call changes nothing.
 * @throws AppError `not_found`, `posting_restricted`, `conversation_archived`
 */
export async function unpinMessage({ actor, messageId }: { actor: Actor, messageId: string }): Promise<Message> {
  const loaded = await loadMessage({ actor, messageId, permission: 'message:pin' })
  const { message, changed } = await changeMessage(loaded, async (transaction, current) => {
    if (!current.pinned) return false
    await transaction.message.update({ where: { id: messageId }, data: { pinnedAt: null, pinnedById: null } })
    return true
  })
  if (changed) announceUpdatedMessage(message, ['pinned'])
  return message
}
