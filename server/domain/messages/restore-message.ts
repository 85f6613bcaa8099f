import { AppError } from '#shared/errors.ts'
import { RESTORE_WINDOW_MS } from '#shared/limits.ts'
import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { announceUpdatedMessage } from './announce-message.ts'
import { changeMessage } from './change-message.ts'

/**
 * Undoes the actor's own deletion within a few seconds. Restoring a message that is not
 * deleted changes nothing.
 * @throws AppError `not_found`, `forbidden` (another user deleted it), `posting_restricted`, `too_late`,
 * `conversation_archived`
 */
export async function restoreMessage({ actor, messageId }: { actor: Actor, messageId: string }): Promise<Message> {
  const loaded = await loadMessage({ actor, messageId, permission: 'message:restore' })
  const { message, changed } = await changeMessage(loaded, async (transaction, current) => {
    if (!current.deletedAt) return false
    const { deletedById } = await transaction.message.findUniqueOrThrow({ where: { id: messageId }, select: { deletedById: true } })
    if (deletedById !== actor.userId) throw new AppError('forbidden')
    if (Date.now() - Date.parse(current.deletedAt) > RESTORE_WINDOW_MS) throw new AppError('too_late')
    await transaction.message.update({ where: { id: messageId }, data: { deletedAt: null, deletedById: null } })
    return true
  })
  if (changed) announceUpdatedMessage(message, ['body', 'deletedAt', 'reactions', 'poll', 'preview'])
  return message
}
