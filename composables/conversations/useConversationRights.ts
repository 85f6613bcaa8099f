import type { Conversation } from '#shared/types.ts'
import { can, type Permission, type Subject } from '#shared/permissions.ts'

/** What the user may do in a conversation, by the same rules as on the server. */
export function useConversationRights(conversation: () => Conversation | undefined) {
  function may(permission: Permission, about: Pick<Subject, 'targetRole' | 'newRole' | 'isSelf' | 'isAuthor'> = {}): boolean {
    const subject = conversation()
    return subject !== undefined && can({
      participantRole: subject.mine.role,
      conversationType: subject.type,
      settings: subject.settings,
      ...about,
    }, permission)
  }
  return { may }
}
