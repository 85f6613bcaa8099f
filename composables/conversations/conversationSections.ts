import type { Conversation } from '#shared/types.ts'

/** A part of the list. Its `key` is a project's id or one of the fixed kinds. */
export interface ConversationSection {
  key: 'self' | 'direct' | 'archived' | (string & {})
  projectId?: string
  conversationIds: string[]
}

/**
 * Sorts conversations (latest first) into the sections of the list: notes, each project in the given
 * order, direct conversations, others, archive. Empty sections are omitted. Pure.
 */
export function sectionConversations(conversations: readonly Conversation[], projectIds: readonly string[]): ConversationSection[] {
  const keyOf = ({ status, type, projectId }: Conversation) => {
    if (status === 'archived') return 'archived'
    if (type === 'group') return projectId ?? 'other'
    return type
  }
  const ids = new Map<string, string[]>()
  for (const conversation of conversations) {
    const key = keyOf(conversation)
    ids.set(key, [...ids.get(key) ?? [], conversation.id])
  }
  const unknown = [...ids.keys()].filter(key => ![...projectIds, 'self', 'direct', 'archived'].includes(key))
  return ['self', ...projectIds, 'direct', ...unknown, 'archived'].flatMap((key) => {
    const conversationIds = ids.get(key)
    if (!conversationIds) return []
    return [{ key, conversationIds, ...(projectIds.includes(key) ? { projectId: key } : {}) }]
  })
}
