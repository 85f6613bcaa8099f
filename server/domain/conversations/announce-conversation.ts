import type { Conversation } from '#shared/types.ts'
import { publish } from '#server/domain/events.ts'

/**
 * Announces a new conversation to all devices of its participants; their sockets join it first. The
 * event contains only the id, because every participant has a different head and fetches it.
 */
export function announceConversation({ id, changeSeq, participants }: Conversation): void {
  const users = participants.map(participant => participant.user.id)
  publish({ name: 'conversation:created', to: { users }, payload: { conversationId: id, changeSeq } })
}

/** Tells all participants that a conversation was archived, reopened or renamed. */
export function announceUpdate({ id, changeSeq, status, title }: Conversation): void {
  publish({ name: 'conversation:updated', to: { conversation: id }, payload: { conversationId: id, changeSeq, status, title } })
}
