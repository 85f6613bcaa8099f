import type { Prisma } from '#generated/client.ts'
import { AppError, invalidField } from '#shared/errors.ts'
import { isClosed } from '#shared/polls.ts'
import type { Message, Poll } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { announceUpdatedMessage } from '#server/domain/messages/announce-message.ts'
import { changeMessage } from '#server/domain/messages/change-message.ts'
import { pollOf } from './poll-of.ts'

/**
 * Replaces the actor's vote; an empty list removes it. Repeating the same vote changes nothing and is
 * accepted even after the poll closed, because clients retry when a response was lost.
 * @throws AppError `not_found`, `invalid` (an unknown option, or too many),
 * `message_deleted`, `conversation_archived`, `poll_closed`
 */
export async function vote({ actor, messageId, options }: { actor: Actor, messageId: string, options: readonly number[] }): Promise<Message> {
  const { userId } = actor
  const loaded = await loadMessage({ actor, messageId, permission: 'poll:vote' })
  // Under the conversation's lock, so that votes from several devices of one user run one after the other.
  const { message, changed } = await changeMessage(loaded, async (transaction, current) => {
    const poll = pollOf(current)
    checkChoice(poll, options)
    if (await isChosen(transaction, { messageId, userId, options })) return false
    if (isClosed(poll, Date.now())) throw new AppError('poll_closed')
    await transaction.pollVote.deleteMany({ where: { messageId, userId } })
    await transaction.pollVote.createMany({ data: options.map(position => ({ messageId, position, userId })) })
    return true
  })
  if (changed) announceUpdatedMessage(message, ['poll'])
  return message
}

function checkChoice(poll: Poll, options: readonly number[]): void {
  if (options.some(position => position >= poll.options.length)) throw invalidField('options', 'invalid')
  if (!poll.multiple && options.length > 1) throw invalidField('options', 'too_big')
}

interface Choice {
  messageId: string
  userId: string
  options: readonly number[]
}

async function isChosen(transaction: Prisma.TransactionClient, { messageId, userId, options }: Choice): Promise<boolean> {
  const votes = await transaction.pollVote.findMany({ where: { messageId, userId }, select: { position: true } })
  return votes.length === options.length && votes.every(({ position }) => options.includes(position))
}
