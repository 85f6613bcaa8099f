import type { ServerEventPayload } from '#shared/events.ts'
import { publish } from '#server/domain/events.ts'
import { database } from '#server/infra/postgres/database.ts'

/** Reminders in one batch, to keep each statement short. */
const BATCH = 200

type DueReminder = Omit<ServerEventPayload<'notification:created'>, 'at' | 'kind'> & { userId: string, at: Date, reachable: boolean }

/**
 * Sends every due reminder once, even if several nodes run this at the same time. A device that misses
 * the event finds the reminder in the list of open reminders.
 */
export async function remindDue({ now }: { now: Date }): Promise<void> {
  for (let batch = await takeDue(now); batch.length > 0; batch = await takeDue(now)) {
    for (const { userId, messageId, conversationId, at, reachable } of batch) {
      if (reachable) publish({ name: 'notification:created', to: { user: userId }, payload: { kind: 'reminder', messageId, conversationId, at: at.toISOString() } })
    }
  }
}

/**
 * Marks reminders as due. If the message was deleted, or the user left the conversation or was
 * deactivated, the reminder is removed silently, since the user can no longer open the message.
 */
async function takeDue(now: Date): Promise<DueReminder[]> {
  return await database().$queryRaw<DueReminder[]>`
    WITH due AS (
      SELECT user_id, message_id, remind_at FROM bookmarks
      WHERE remind_at <= ${now}::timestamptz AND reminded_at IS NULL
      ORDER BY remind_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
    ), judged AS (
      SELECT due.*, m.conversation_id, m.deleted_at IS NULL AND p.user_id IS NOT NULL AND u.deactivated_at IS NULL AS reachable
      FROM due
      JOIN messages m ON m.id = due.message_id
      JOIN users u ON u.id = due.user_id
      LEFT JOIN participants p ON p.conversation_id = m.conversation_id AND p.user_id = due.user_id AND p.left_at IS NULL
    )
    UPDATE bookmarks b
    SET reminded_at = CASE WHEN j.reachable THEN ${now}::timestamptz END, remind_at = CASE WHEN j.reachable THEN b.remind_at END
    FROM judged j
    WHERE b.user_id = j.user_id AND b.message_id = j.message_id
    RETURNING b.user_id AS "userId", b.message_id AS "messageId", j.conversation_id AS "conversationId", j.remind_at AS at, j.reachable`
}
