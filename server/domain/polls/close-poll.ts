import { isClosed } from '#shared/polls.ts'
import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { announceUpdatedMessage } from '#server/domain/messages/announce-message.ts'
import { changeMessage } from '#server/domain/messages/change-message.ts'
import { pollOf } from './poll-of.ts'

/**
 * Closes a poll. Its author and the group's admins can do so. Repeating the call changes nothing.
 * @throws AppError `not_found`, `forbidden`, `message_deleted`, `conversation_archived`
 */
export async function closePoll({ actor, messageId }: { actor: Actor, messageId: string }): Promise<Message> {
  const loaded = await loadMessage({ actor, messageId, permission: 'poll:close' })
  const { message, changed } = await changeMessage(loaded, async (transaction, current) => {
    const now = new Date()
    if (isClosed(pollOf(current), now.getTime())) return false
    await transaction.poll.update({ where: { messageId }, data: { closedAt: now, closedById: actor.userId } })
    return true
  })
  if (changed) announceUpdatedMessage(message, ['poll'])
  return message
}
