import type { Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { isListedInConversation } from '#server/domain/read-model/head-query.ts'
import { database } from '#server/infra/postgres/database.ts'

/**
 * The first message listed in the conversation at or after `from`, by default the very first. Null if
 * there is none.
 * @throws AppError `not_found`
 */
export async function findFirstMessage({ actor, conversationId, from = new Date(0).toISOString() }: {
  actor: Actor
  conversationId: string
  from?: string | undefined
}): Promise<{ messageId: string | null }> {
  const { lastSeq } = await loadConversation({ actor, conversationId })
  const seq = await firstSeqFrom(conversationId, from, lastSeq)
  const [message] = await database().$queryRaw<{ id: string }[]>`
    SELECT m.id FROM messages m
    WHERE m.conversation_id = ${conversationId}::uuid AND m.seq >= ${seq} AND ${isListedInConversation}
    ORDER BY m.seq LIMIT 1`
  return { messageId: message?.id ?? null }
}

/** Binary search: `createdAt` grows with `seq`, so 20 steps suffice for a million messages, without another index. */
async function firstSeqFrom(conversationId: string, from: string, lastSeq: number): Promise<number> {
  let low = 1
  let high = lastSeq + 1
  while (low < high) {
    const middle = (low + high) >> 1
    const isBefore = await database().message.count({ where: { conversationId, seq: middle, createdAt: { lt: new Date(from) } } }) > 0
    if (isBefore) low = middle + 1
    else high = middle
  }
  return low
}
