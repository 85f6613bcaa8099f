import type { Conversation } from '#shared/types.ts'
import { authorize, type Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { createDirect } from './create-direct.ts'
import { createGroup } from './create-group.ts'
import { createSelf } from './create-self.ts'
import { announceConversation } from './announce-conversation.ts'

/** The conversation to create: notes of one user, a direct conversation, or a group of a project. */
export type NewConversation
  = | { type: 'self' }
    | { type: 'direct', userId: string }
    | { type: 'group', id: string, projectId: string, title: string, userIds: string[] }

/** The conversation that was created or already existed. */
export interface Creation {
  conversationId: string
  created: boolean
}

/**
 * Creates a conversation or returns the one that exists. A direct conversation with oneself is
 * the self conversation.
 * @throws AppError `not_found`, `no_shared_project`, `id_reused`
 */
export async function createConversation({ actor, conversation }: {
  actor: Actor
  conversation: NewConversation
}): Promise<{ conversation: Conversation, created: boolean }> {
  authorize(actor, 'account:own')
  const { conversationId, created } = await create(actor, conversation)
  const head = await loadConversation({ actor, conversationId })
  if (created) announceConversation(head)
  return { conversation: head, created }
}

function create(actor: Actor, conversation: NewConversation): Promise<Creation> {
  if (conversation.type === 'group') return createGroup({ actor, ...conversation })
  if (conversation.type === 'direct' && conversation.userId !== actor.userId) {
    return createDirect({ actor, userId: conversation.userId })
  }
  return createSelf({ actor })
}
