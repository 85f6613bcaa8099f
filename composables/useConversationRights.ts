import type { Conversation } from '#shared/types.ts'
import { can, type Permission, type Subject } from '#shared/permissions.ts'

/** What the reader may do with a conversation: the same rules that the server decides by. */
export function useConversationRights(conversation: () => Conversation) {
  const may = (permission: Permission, about: Pick<Subject, 'targetRole' | 'newRole' | 'isSelf'> = {}) => can({
    participantRole: conversation().mine.role,
    conversationType: conversation().type,
    settings: conversation().settings,
    ...about,
  }, permission)
  return { may }
}
