import { defaultSettings } from '#shared/conversation-settings.ts'
import { AppError } from '#shared/errors.ts'
import type { Permission } from '#shared/permissions.ts'
import { can } from '#shared/permissions.ts'
import type { ConversationSettings, ConversationType, Message, ParticipantRole } from '#shared/types.ts'
import { messageJson } from '#server/domain/read-model/message-json.ts'
import { database } from '#server/infra/postgres/database.ts'
import type { Actor } from './actor.ts'
import { authorize } from './actor.ts'

interface MessageRow {
  message: Message
  role: ParticipantRole
  type: ConversationType
  projectId: string | null
  settings: Partial<ConversationSettings>
}

/** The permission that a change of a message needs, and the actor who needs it. */
export interface RequiredPermission {
  actor: Actor
  permission: Permission
}

/** A message and the actor's rights in its conversation. */
export interface LoadedMessage {
  message: Message
  /** Checked again when the message changes. */
  required: RequiredPermission
  projectId: string | null
  /** Whether the actor may also delete messages of others. */
  manages: boolean
}

/**
 * Loads a message for a participant of its conversation. A deleted message is loaded as its tombstone.
 * @throws AppError `not_found` unless the actor is a participant, `forbidden` or `posting_restricted` without the permission
 */
export async function loadMessage({ actor, messageId, permission = 'message:read' }: {
  actor: Actor
  messageId: string
  permission?: Permission
}): Promise<LoadedMessage> {
  const [row] = await database().$queryRaw<MessageRow[]>`
    SELECT ${messageJson} AS message, p.role, c.type, c.project_id AS "projectId", c.settings
    FROM messages m
    JOIN conversations c ON c.id = m.conversation_id
    JOIN participants p ON p.conversation_id = m.conversation_id
    WHERE m.id = ${messageId}::uuid AND p.user_id = ${actor.userId}::uuid AND p.left_at IS NULL`
  if (!row) {
    actor.permissionChecked = true
    throw new AppError('not_found')
  }
  const { message, role, type, projectId, settings } = row
  const subject = { participantRole: role, conversationType: type, settings: { ...defaultSettings, ...settings } }
  authorize(actor, permission, { ...subject, isAuthor: message.authorId === actor.userId })
  return { message, required: { actor, permission }, projectId, manages: can(subject, 'message:delete') }
}
