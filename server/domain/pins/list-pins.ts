import { PINS_MAX } from '#shared/limits.ts'
import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { messageJson } from '#server/domain/read-model/message-json.ts'
import { database } from '#server/infra/postgres/database.ts'

/**
 * The pinned messages of a conversation, the latest pin first, without deleted ones.
 * @throws AppError `not_found`
 */
export async function listPins({ actor, conversationId }: { actor: Actor, conversationId: string }): Promise<Message[]> {
  await loadConversation({ actor, conversationId })
  const rows = await database().$queryRaw<{ message: Message }[]>`
    SELECT ${messageJson} AS message FROM messages m
    WHERE m.conversation_id = ${conversationId}::uuid AND m.pinned_at IS NOT NULL AND m.deleted_at IS NULL
    ORDER BY m.pinned_at DESC, m.seq DESC LIMIT ${PINS_MAX}`
  return rows.map(row => row.message)
}
