import type { Conversation, ConversationStatus } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { database } from '#server/infra/database.ts'
import { announceUpdate } from './announce-conversation.ts'

/**
 * Archives, reopens or renames. A change takes the next `changeSeq`; setting what is already set
 * changes nothing and announces nothing.
 * @throws AppError `not_found`, `forbidden`
 */
export async function updateConversation({ actor, conversationId, status, title }: {
  actor: Actor
  conversationId: string
  status?: ConversationStatus | undefined
  title?: string | undefined
}): Promise<Conversation> {
  const before = await loadConversation({ actor, conversationId })
  if (status !== undefined) await loadConversation({ actor, conversationId, permission: 'conversation:archive' })
  if (title !== undefined) await loadConversation({ actor, conversationId, permission: 'conversation:rename' })
  const changed = await database().$executeRaw`
    UPDATE conversations
    SET status = COALESCE(${status ?? null}::conversation_status, status), title = COALESCE(${title ?? null}, title),
        change_seq = change_seq + 1, changed_at = clock_timestamp()
    WHERE id = ${conversationId}::uuid
      AND (status IS DISTINCT FROM COALESCE(${status ?? null}::conversation_status, status)
        OR title IS DISTINCT FROM COALESCE(${title ?? null}, title))`
  if (changed === 0) return before
  const after = await loadConversation({ actor, conversationId })
  announceUpdate(after)
  return after
}
