import { AppError } from '#shared/errors.ts'
import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { requestPreview } from '#server/domain/messages/request-preview.ts'
import { announceUpdatedMessage } from './announce-message.ts'
import { changeMessage } from './change-message.ts'

/**
 * Replaces the text of the actor's own message and keeps the earlier text as a revision. `version` is
 * the edited version. Repeating a successful call changes nothing.
 * @throws AppError `not_found`, `forbidden`, `posting_restricted`, `message_deleted`, `conversation_archived`,
 * `poll_fixed`, `forward_fixed`, or `edit_conflict` with the current message when another device edited it first
 */
export async function editMessage({ actor, messageId, version, body }: {
  actor: Actor
  messageId: string
  version: number
  body: string
}): Promise<Message> {
  const loaded = await loadMessage({ actor, messageId, permission: 'message:edit' })
  const { message, changed } = await changeMessage(loaded, async (transaction, current) => {
    if (current.deletedAt) throw new AppError('message_deleted')
    if (current.body === body) return false
    // The votes belong to this question.
    if (current.poll) throw new AppError('poll_fixed')
    // The text is shown as the words of the source's author.
    if (current.forwardedFromId) throw new AppError('forward_fixed')
    if (current.version !== version) throw new AppError('edit_conflict', { current })
    await transaction.messageRevision.create({
      data: { messageId, version, body: current.body, editorId: current.authorId, createdAt: current.editedAt ?? current.createdAt },
    })
    await transaction.message.update({ where: { id: messageId }, data: { body, version: version + 1, editedAt: new Date() } })
    return true
  })
  if (changed) {
    announceUpdatedMessage(message, ['body', 'version', 'editedAt'])
    await requestPreview(message, actor.requestId)
  }
  return message
}
