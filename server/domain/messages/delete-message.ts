import { AppError } from '#shared/errors.ts'
import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { readProjectSettings } from '#server/domain/read-model/read-project-settings.ts'
import { announceDeletedMessage } from './announce-message.ts'
import { changeMessage } from './change-message.ts'

/**
 * Deletes a message. Authors can do so within the deletion window of the project, group admins at any
 * time. A tombstone with its `seq` remains; clients drop the content at once. Repeating the call
 * changes nothing.
 * @throws AppError `not_found`, `forbidden`, `too_late`
 */
export async function deleteMessage({ actor, messageId }: { actor: Actor, messageId: string }): Promise<Message> {
  const loaded = await loadMessage({ actor, messageId, permission: 'message:delete' })
  const { message: before, projectId, manages } = loaded
  const { deletionWindow } = await readProjectSettings(projectId)
  const age = (Date.now() - Date.parse(before.createdAt)) / 1_000
  if (!manages && before.deletedAt === null && deletionWindow !== null && age > deletionWindow) throw new AppError('too_late')
  const { message, changed } = await changeMessage(loaded, async (transaction, current) => {
    if (current.deletedAt) return false
    await transaction.message.update({ where: { id: messageId }, data: { deletedAt: new Date(), deletedById: actor.userId } })
    return true
  }, { evenArchived: true })
  if (changed) announceDeletedMessage(message)
  return message
}
