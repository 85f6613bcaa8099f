import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { database } from '#server/infra/postgres/database.ts'
import { pollOf } from './poll-of.ts'

/**
 * The actor's own vote. Polls that are anonymous or have many voters do not include it.
 * @throws AppError `not_found`, `message_deleted`
 */
export async function readVote({ actor, messageId }: { actor: Actor, messageId: string }): Promise<{ options: number[] }> {
  const { message } = await loadMessage({ actor, messageId })
  pollOf(message)
  const votes = await database().pollVote.findMany({ where: { messageId, userId: actor.userId }, orderBy: { position: 'asc' } })
  return { options: votes.map(({ position }) => position) }
}
