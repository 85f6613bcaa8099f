import { AppError } from '#shared/errors.ts'
import { PINS_MAX } from '#shared/limits.ts'
import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { announceUpdatedMessage } from '#server/domain/messages/announce-message.ts'
import { changeMessage } from '#server/domain/messages/change-message.ts'

/**
 * Pins a message for all participants. Pinning it again changes nothing.
 * @throws AppError `not_found`, `posting_restricted`, `message_deleted`, `conversation_archived`, `conflict` when the conversation has enough pins
 */
export async function pinMessage({ actor, messageId }: { actor: Actor, messageId: string }): Promise<Message> {
  const loaded = await loadMessage({ actor, messageId, permission: 'message:pin' })
  const { message, changed } = await changeMessage(loaded, async (transaction, current) => {
    if (current.deletedAt) throw new AppError('message_deleted')
    if (current.pinned) return false
    // Counted under the conversation's lock, so two pins at once cannot both be the last.
    const pins = await transaction.message.count({
      where: { conversationId: current.conversationId, pinnedAt: { not: null }, deletedAt: null },
    })
    if (pins >= PINS_MAX) throw new AppError('conflict')
    await transaction.message.update({ where: { id: messageId }, data: { pinnedAt: new Date(), pinnedById: actor.userId } })
    return true
  })
  if (changed) announceUpdatedMessage(message, ['pinned'])
  return message
}
