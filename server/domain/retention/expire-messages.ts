import { announceDeletedMessage } from '#server/domain/messages/announce-message.ts'
import { changeMessage } from '#server/domain/messages/change-message.ts'
import { database } from '#server/infra/postgres/database.ts'

/** Messages that are looked up at once: little enough to lie in memory, each is deleted by itself. */
const BATCH = 200

interface Due {
  id: string
  conversationId: string
}

/**
 * Deletes the messages that are older than they are kept: the shorter one of what the project and
 * the conversation say. It is a deletion like any other, with its place in the log, so that every
 * device drops the content, also one that was away.
 */
export async function expireMessages({ now }: { now: Date }): Promise<void> {
  for (let due = await findDue(now); due.length > 0; due = await findDue(now)) {
    for (const message of due) await expire(message, now)
  }
}

async function findDue(now: Date): Promise<Due[]> {
  // LEAST leaves out what is NULL; a kept-for-ever conversation has neither number, and NULL is no date to be older than.
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
