import type { ServerEventPayload } from '#shared/events.ts'
import { publish } from '#server/domain/events.ts'
import { database } from '#server/infra/postgres/database.ts'

/** Reminders that are told at once: one short statement each time. */
const BATCH = 200

type Told = Omit<ServerEventPayload<'notification:created'>, 'at' | 'kind'> & { userId: string, at: Date, told: boolean }

/**
 * Reminds everybody of what they wanted to be reminded of by now, once, however many nodes do it
 * at once. A device that does not hear it finds it among the reminders that are not done.
 */
export async function remindDue({ now }: { now: Date }): Promise<void> {
  for (let batch = await take(now); batch.length > 0; batch = await take(now)) {
    for (const { userId, messageId, conversationId, at, told } of batch) {
      if (told) publish({ name: 'notification:created', to: { user: userId }, payload: { kind: 'reminder', messageId, conversationId, at: at.toISOString() } })
    }
  }
}

/**
 * Notes that the time has come. Where the message was deleted, or the person no longer takes part
 * or is no longer there, it goes without a word: nobody can look at it.
 */
async function take(now: Date): Promise<Told[]> {
  return await database().$queryRaw<Told[]>`
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
    RETURNING b.user_id AS "userId", b.message_id AS "messageId", j.conversation_id AS "conversationId", j.remind_at AS at, j.reachable AS told`
}
