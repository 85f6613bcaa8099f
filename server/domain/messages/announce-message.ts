import type { Message } from '#shared/types.ts'
import { publish } from '#server/domain/events.ts'

/** The fields that can change after a message was sent. */
type Changeable = Omit<Message, 'id' | 'conversationId' | 'authorId' | 'seq' | 'createdAt'>

/** Sends a changed message to the participants. `changed` names the changed fields. */
export function announceUpdatedMessage(message: Message, changed: readonly (keyof Changeable)[]): void {
  const { id, conversationId, changeSeq } = message
  const patch: Partial<Changeable> = Object.fromEntries(['changeSeq' as const, ...changed].map(field => [field, message[field]]))
  publish({ name: 'message:updated', to: { conversation: conversationId }, payload: { conversationId, changeSeq, id, patch, message } })
}

/** Sends the tombstone of a deleted message to the participants. */
export function announceDeletedMessage(message: Message): void {
  const { conversationId, changeSeq } = message
  publish({ name: 'message:deleted', to: { conversation: conversationId }, payload: { conversationId, changeSeq, message } })
}
