import { announceDeletedMessage } from '#server/domain/messages/announce-message.ts'
import { changeMessage } from '#server/domain/messages/change-message.ts'
import { database } from '#server/infra/postgres/database.ts'

/** Messages in one batch: few enough for memory. Each is deleted in its own transaction. */
const BATCH = 200

interface Due {
  id: string
  conversationId: string
}

/**
 * Deletes messages that are older than the retention time of the project or of the conversation,
 * whichever is shorter. It is a normal deletion with its own `changeSeq`, so that devices that were
 * offline drop the content as well.
 */
export async function expireMessages({ now }: { now: Date }): Promise<void> {
  for (let due = await findDue(now); due.length > 0; due = await findDue(now)) {
    for (const message of due) await expire(message, now)
  }
}

async function findDue(now: Date): Promise<Due[]> {
  // LEAST ignores NULL. Without any retention time it is NULL, and no message is older than NULL.
  return await database().$queryRaw<Due[]>`
    SELECT m.id, m.conversation_id AS "conversationId"
    FROM conversations c
    LEFT JOIN projects p ON p.id = c.project_id
    JOIN messages m ON m.conversation_id = c.id
    WHERE m.deleted_at IS NULL AND m.created_at < ${now}::timestamptz
      - make_interval(days => LEAST((p.settings ->> 'retentionDays')::int, (c.settings ->> 'retentionDays')::int))
    ORDER BY m.conversation_id, m.seq LIMIT ${BATCH}`
}

async function expire({ id, conversationId }: Due, now: Date): Promise<void> {
  const { message, changed } = await changeMessage({ message: { id, conversationId } }, async (transaction, current) => {
    if (current.deletedAt) return false
    await transaction.message.update({ where: { id }, data: { deletedAt: now, deletedById: null } })
    return true
  }, { evenArchived: true })
  if (changed) announceDeletedMessage(message)
}
