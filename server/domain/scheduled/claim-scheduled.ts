import type { Prisma, ScheduledMessage } from '#generated/client.ts'
import { database } from '#server/infra/postgres/database.ts'

/** Milliseconds after which whoever wanted to send a message and did not is taken for dead. */
const CLAIM_MS = 60_000

/** A message that this process, and no other, sends now. */
export type Claimed = Pick<ScheduledMessage, 'id' | 'authorId' | 'conversationId' | 'body' | 'parentId' | 'rootId' | 'alsoInConversation' | 'quotedId'>

interface Wanted {
  now: Date
  /** At most so many. */
  limit: number
  /** Further conditions on `scheduled_messages`. */
  where: Prisma.Sql
}

/**
 * Claims messages for sending, the earliest first. From then on they cannot be changed; should
 * this process die, they are claimed again by another one, and their ids let them be sent once only.
 */
export async function claimScheduled({ now, limit, where }: Wanted): Promise<Claimed[]> {
  const abandoned = new Date(now.getTime() - CLAIM_MS)
  const rows = await database().$queryRaw<(Claimed & { dueAt: Date })[]>`
    UPDATE scheduled_messages SET state = 'sending', claimed_at = ${now}::timestamptz, error = NULL
    WHERE id IN (
      SELECT id FROM scheduled_messages
      WHERE (state <> 'sending' OR claimed_at <= ${abandoned}::timestamptz) AND ${where}
      ORDER BY due_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id, author_id AS "authorId", conversation_id AS "conversationId", body, parent_id AS "parentId", root_id AS "rootId",
      also_in_conversation AS "alsoInConversation", quoted_id AS "quotedId", due_at AS "dueAt"`
  return rows.sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime() || one.id.localeCompare(other.id))
}
