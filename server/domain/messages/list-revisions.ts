import { AppError } from '#shared/errors.ts'
import type { MessageRevision } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { database } from '#server/infra/postgres/database.ts'

/**
 * The edit history of a message: its earlier texts, the oldest first. Every participant can read it,
 * unless the message is deleted.
 * @throws AppError `not_found`, `message_deleted`
 */
export async function listRevisions({ actor, messageId }: { actor: Actor, messageId: string }): Promise<MessageRevision[]> {
  const { message } = await loadMessage({ actor, messageId })
  if (message.deletedAt) throw new AppError('message_deleted')
  const revisions = await database().messageRevision.findMany({ where: { messageId }, orderBy: { version: 'asc' } })
  return revisions.map(({ version, body, createdAt }) => ({ version, body, createdAt: createdAt.toISOString() }))
}
