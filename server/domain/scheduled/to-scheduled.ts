import type { ScheduledMessage as Row } from '#generated/client.ts'
import type { ErrorCode } from '#shared/errors.ts'
import type { ScheduledMessage } from '#shared/types.ts'
import { publish } from '#server/domain/events.ts'

/** A row as its author sees it. */
export function toScheduled({ id, conversationId, body, parentId, rootId, alsoInConversation, quotedId, dueAt, state, error }: Row): ScheduledMessage {
  return {
    id, conversationId, body, parentId, rootId, alsoInConversation, quotedId, dueAt: dueAt.toISOString(), state,
    // Only codes are stored there, by `deliverScheduled`.
    error: error as ErrorCode | null,
  }
}

/** Tells the author's devices how a message that waits is now. */
export function announceScheduled(row: Row): ScheduledMessage {
  const scheduled = toScheduled(row)
  publish({ name: 'scheduled:updated', to: { user: row.authorId }, payload: { id: row.id, scheduled } })
  return scheduled
}

/** Tells them that it no longer waits. */
export function announceGone({ id, authorId }: Pick<Row, 'id' | 'authorId'>): void {
  publish({ name: 'scheduled:updated', to: { user: authorId }, payload: { id, scheduled: null } })
}
