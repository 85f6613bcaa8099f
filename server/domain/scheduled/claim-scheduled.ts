import type { Prisma, ScheduledMessage } from '#generated/client.ts'
import { database } from '#server/infra/postgres/database.ts'

/** Milliseconds after which a claim expires, because its process is considered dead. */
const CLAIM_MS = 60_000

/** A message that only this process sends now. */
export type Claimed = Pick<ScheduledMessage, 'id' | 'authorId' | 'conversationId' | 'body' | 'parentId' | 'rootId' | 'alsoInConversation' | 'quotedId'>

interface Wanted {
  now: Date
  /** Maximum number of messages. */
  limit: number
  /** Further conditions on `scheduled_messages`. */
  where: Prisma.Sql
}

/**
 * Claims messages for sending, the earliest first. Claimed messages cannot be changed. If this process
 * dies, another one claims them again; their ids ensure that they are sent only once.
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
