import { can } from '#shared/permissions.ts'
import type { Conversation, Message } from '#shared/types.ts'
import { isListedInConversation } from '#shared/unread.ts'

/** What the reader may do with one message; the server decides by the same rules. */
export interface MessageAbilities {
  react: boolean
  /** Whether to answer or quote it. */
  answer: boolean
  pin: boolean
  edit: boolean
  /** Whether to ask who has read it: one's own words to others, where markers of reading stand. */
  readers: boolean
  delete: boolean
  /** Whether to ask before deleting: words of others, or when it cannot be taken back. */
  deleteAsks: boolean
}

const nothing: MessageAbilities = { react: false, answer: false, pin: false, edit: false, readers: false, delete: false, deleteAsks: false }

/** In an archived conversation, and where only those in charge write, nothing is added or changed, but one's words may still go. */
export function messageAbilities({ message, conversation, me }: { message: Message, conversation: Conversation, me: string }): MessageAbilities {
  if (message.deletedAt !== null) return nothing
  const isAuthor = message.authorId === me
  const isActive = conversation.status === 'active'
  const subject = { participantRole: conversation.mine.role, conversationType: conversation.type, isAuthor, settings: conversation.settings }
  return {
    react: isActive && can(subject, 'message:react'),
    answer: isActive && can(subject, 'conversation:send'),
    pin: isActive && can(subject, 'message:pin'),
    edit: isActive && isOwnText(message) && can(subject, 'message:edit'),
    readers: isAuthor && conversation.type !== 'self' && isListedInConversation(message),
    delete: can(subject, 'message:delete'),
    deleteAsks: !isAuthor || !isActive || !can(subject, 'message:restore'),
  }
}

/** May its text become another one? A poll stays what was asked, and a forward what its source said. */
export function isOwnText({ poll, forwardedFromId }: Pick<Message, 'poll' | 'forwardedFromId'>): boolean {
  return poll === null && forwardedFromId === null
}

/** Is this reaction the reader's own? */
export function hasReacted(message: Message, emoji: string, me: string): boolean {
  return message.reactions.some(reaction => reaction.emoji === emoji && reaction.userIds.includes(me))
}
