import type { Conversation } from '#shared/types.ts'
import { publish } from '#server/domain/events.ts'

/**
 * Tells every participant of a new conversation, on all devices; their sockets join it first. A
 * head looks different to each of them, so they learn its id and fetch their own.
 */
export function announceConversation({ id, changeSeq, participants }: Conversation): void {
  const users = participants.map(participant => participant.user.id)
  publish({ name: 'conversation:created', to: { users }, payload: { conversationId: id, changeSeq } })
}

/** Tells the participants that it was archived or reopened. */
export function announceUpdate({ id, changeSeq, status, title }: Conversation): void {
  publish({ name: 'conversation:updated', to: { conversation: id }, payload: { conversationId: id, changeSeq, status, title } })
}
