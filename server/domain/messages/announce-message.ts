import type { Message } from '#shared/types.ts'
import { publish } from '#server/domain/events.ts'

/** What of a message may change after it was sent. */
type Changeable = Omit<Message, 'id' | 'conversationId' | 'authorId' | 'seq' | 'createdAt'>

/** Tells the participants that a message is another one now; `changed` names what differs. */
export function announceUpdatedMessage(message: Message, changed: readonly (keyof Changeable)[]): void {
  const { id, conversationId, changeSeq } = message
  const patch: Partial<Changeable> = Object.fromEntries(['changeSeq' as const, ...changed].map(field => [field, message[field]]))
  publish({ name: 'message:updated', to: { conversation: conversationId }, payload: { conversationId, changeSeq, id, patch, message } })
}

/** Tells the participants that a message is gone; what is left of it has no content. */
export function announceDeletedMessage(message: Message): void {
  const { conversationId, changeSeq } = message
  publish({ name: 'message:deleted', to: { conversation: conversationId }, payload: { conversationId, changeSeq, message } })
}
