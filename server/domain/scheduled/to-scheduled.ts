import type { ScheduledMessage as Row } from '#generated/client.ts'
import type { ErrorCode } from '#shared/errors.ts'
import type { ScheduledMessage } from '#shared/types.ts'
import { publish } from '#server/domain/events.ts'

/** A scheduled message as its author sees it. */
export function toScheduled({ id, conversationId, body, parentId, rootId, alsoInConversation, quotedId, dueAt, state, error }: Row): ScheduledMessage {
  return {
    id, conversationId, body, parentId, rootId, alsoInConversation, quotedId, dueAt: dueAt.toISOString(), state,
    // Only codes are stored there, by `deliverScheduled`.
    error: error as ErrorCode | null,
  }
}

/** Sends the state of a scheduled message to its author's devices. */
export function announceScheduled(row: Row): ScheduledMessage {
  const scheduled = toScheduled(row)
  publish({ name: 'scheduled:updated', to: { user: row.authorId }, payload: { id: row.id, scheduled } })
  return scheduled
}

/** Tells the author's devices that it was sent or cancelled. */
export function announceScheduledRemoved({ id, authorId }: Pick<Row, 'id' | 'authorId'>): void {
  publish({ name: 'scheduled:updated', to: { user: authorId }, payload: { id, scheduled: null } })
}
