import type { Conversation, ConversationStatus } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { updateSettings } from '#server/domain/conversation-settings/update-settings.ts'
import { database } from '#server/infra/postgres/database.ts'
import { announceUpdate } from './announce-conversation.ts'

/**
 * Archives, reopens or renames a conversation. A change gets the next `changeSeq`; setting the current
 * value again changes and publishes nothing. The title is a setting and is changed as one.
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
  const renamed = title === undefined ? before : await updateSettings({ actor, conversationId, patch: { title } })
  return status === undefined ? renamed : await changeStatus(actor, renamed, status)
}

async function changeStatus(actor: Actor, before: Conversation, status: ConversationStatus): Promise<Conversation> {
  const changed = await database().$executeRaw`
    UPDATE conversations SET status = ${status}::conversation_status, change_seq = change_seq + 1, changed_at = clock_timestamp()
    WHERE id = ${before.id}::uuid AND status <> ${status}::conversation_status`
  if (changed === 0) return before
  const after = await loadConversation({ actor, conversationId: before.id })
  announceUpdate(after)
  return after
}
