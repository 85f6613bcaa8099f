import type { Conversation, ConversationStatus } from '#shared/types.ts'
import { authorize, type Actor } from '#server/domain/access/actor.ts'
import { readHeads } from '#server/domain/read-model/read-heads.ts'

/** The actor's conversations, the latest first, with last message, unread count and presence. */
export function listConversations({ actor, status, projectId }: {
  actor: Actor
  status?: ConversationStatus | undefined
  projectId?: string | undefined
}): Promise<Conversation[]> {
  authorize(actor, 'account:own')
  return readHeads({ userId: actor.userId, status, projectId })
}
