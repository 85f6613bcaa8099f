import { AppError } from '#shared/errors.ts'
import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { markConsulted } from '#server/domain/access/actor.ts'
import { messageJson } from '#server/domain/conversations/head-query.ts'
import { database } from '#server/infra/database.ts'

/**
 * Reads one message, if the actor takes part in its conversation.
 * @throws AppError `not_found`
 */
export async function readMessage({ actor, messageId }: { actor: Actor, messageId: string }): Promise<Message> {
  markConsulted(actor)
  const [row] = await database().$queryRaw<{ message: Message }[]>`
    SELECT ${messageJson} AS message
    FROM messages m JOIN participants p ON p.conversation_id = m.conversation_id
    WHERE m.id = ${messageId}::uuid AND p.user_id = ${actor.userId}::uuid AND p.left_at IS NULL`
  if (!row) throw new AppError('not_found')
  return row.message
}
