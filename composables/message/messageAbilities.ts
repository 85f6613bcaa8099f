import { can } from '#shared/permissions.ts'
import type { Conversation, Message } from '#shared/types.ts'
import { isListedInConversation } from '#shared/unread.ts'

/** What the user may do with one message, by the same rules as on the server. */
export interface MessageAbilities {
  react: boolean
  /** Whether the user can reply to it or quote it. */
  answer: boolean
  pin: boolean
  edit: boolean
  /** Whether the list of readers is offered: for own messages to others. */
  readers: boolean
  delete: boolean
  /** Whether deleting asks for confirmation: for messages of others, or when it cannot be undone. */
  deleteAsks: boolean
}

const nothing: MessageAbilities = { react: false, answer: false, pin: false, edit: false, readers: false, delete: false, deleteAsks: false }

/** In an archived conversation, and for members where only admins write, messages can only be deleted. */
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

/** Whether the text can be edited. Polls and forwarded messages cannot. */
export function isOwnText({ poll, forwardedFromId }: Pick<Message, 'poll' | 'forwardedFromId'>): boolean {
  return poll === null && forwardedFromId === null
}

/** Whether the user has this reaction on the message. */
export function hasReacted(message: Message, emoji: string, me: string): boolean {
  return message.reactions.some(reaction => reaction.emoji === emoji && reaction.userIds.includes(me))
}
