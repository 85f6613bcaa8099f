import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { announceUpdatedMessage } from '#server/domain/messages/announce-message.ts'
import { changeMessage } from '#server/domain/messages/change-message.ts'

/**
 * Removes the preview of the actor's own message permanently. Repeating the call changes nothing.
 * @throws AppError `not_found`, `forbidden`, `conversation_archived`
 */
export async function removePreview({ actor, messageId }: { actor: Actor, messageId: string }): Promise<Message> {
  const loaded = await loadMessage({ actor, messageId, permission: 'message:remove-preview' })
  const { message, changed } = await changeMessage(loaded, async (transaction, current) => {
    await transaction.$executeRaw`UPDATE messages SET preview = NULL, preview_off = TRUE WHERE id = ${messageId}::uuid`
    return current.preview !== null
  })
  if (changed) announceUpdatedMessage(message, ['preview'])
  return message
}
