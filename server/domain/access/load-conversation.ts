import type { Permission } from '#shared/permissions.ts'
import { AppError } from '#shared/errors.ts'
import type { Conversation } from '#shared/types.ts'
import { readHeads } from '#server/domain/read-model/read-heads.ts'
import type { Actor } from './actor.ts'
import { authorize } from './actor.ts'

/**
 * Loads the head of a conversation as the actor sees it.
 * @throws AppError `not_found` unless the actor is a participant, `forbidden` without the permission
 */
export async function loadConversation({ actor, conversationId, permission = 'conversation:read' }: {
  actor: Actor
  conversationId: string
  permission?: Permission
}): Promise<Conversation> {
  const [conversation] = await readHeads({ userId: actor.userId, conversationIds: [conversationId] })
  if (!conversation) {
    actor.permissionChecked = true
    throw new AppError('not_found')
  }
  authorize(actor, permission, { participantRole: conversation.mine.role, conversationType: conversation.type, settings: conversation.settings })
  return conversation
}
