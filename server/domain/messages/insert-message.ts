import type { Message } from '#shared/types.ts'
import { pool } from '#server/infra/database.ts'

/**
 * The hot path, one round trip: checks the session and the participation, finds an earlier
 * attempt, takes the next `seq` and `changeSeq` from the conversation's row (its lock gives the
 * order) and inserts. `clock_timestamp()` is read under that lock, so time follows `seq`.
 */
const statement = `
  WITH session AS (
    SELECT s.user_id FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.id = $5 AND s.user_id = $3 AND s.revoked_at IS NULL AND s.expires_at > now()
      AND u.deactivated_at IS NULL
  ), sender AS (
    SELECT p.user_id FROM participants p JOIN session USING (user_id)
    WHERE p.conversation_id = $2 AND p.left_at IS NULL
  ), existing AS (
    SELECT * FROM messages WHERE id = $1
  ), place AS (
    UPDATE conversations
    SET last_seq = last_seq + 1, change_seq = change_seq + 1,
        last_message_at = clock_timestamp(), changed_at = clock_timestamp()
    WHERE id = $2 AND status = 'active'
      AND EXISTS (SELECT FROM sender) AND NOT EXISTS (SELECT FROM existing)
    RETURNING last_seq, change_seq, last_message_at
  ), created AS (
    INSERT INTO messages (id, conversation_id, author_id, seq, change_seq, body, created_at)
    SELECT $1, $2, $3, last_seq, change_seq, $4, last_message_at FROM place
    RETURNING *
  ), message AS (
    SELECT *, TRUE AS created FROM created UNION ALL SELECT *, FALSE FROM existing
  )
  SELECT EXISTS (SELECT FROM session) AS "sessionValid", EXISTS (SELECT FROM sender) AS participates,
    m.id, m.conversation_id, m.author_id, m.seq, m.change_seq, m.version, m.body, m.created_at, m.deleted_at, m.created
  FROM (SELECT) AS always LEFT JOIN message m ON TRUE`

export interface InsertAttempt {
  sessionValid: boolean
  participates: boolean
  /** The message under this id, whoever wrote it; undefined when nothing could be inserted. */
  message: Message | undefined
  created: boolean
}

interface NewMessage {
  id: string
  conversationId: string
  authorId: string
  sessionId: string
  body: string
}

/**
 * Inserts a message or finds the one with the same id. Of two parallel attempts the later one
 * fails on the primary key, taking its numbers back with it, and finds the first when repeated.
 */
export async function insertMessage(message: NewMessage): Promise<InsertAttempt> {
  const values = [message.id, message.conversationId, message.authorId, message.body, message.sessionId]
  try {
    return toAttempt(await run(values))
  }
  catch (error) {
    if (!isDuplicateId(error)) throw error
    return toAttempt(await run(values))
  }
}

interface MessageRow {
  id: string | null
  conversation_id: string
  author_id: string
  seq: number
  change_seq: number
  version: number
  body: string
  created_at: Date
  deleted_at: Date | null
  created: boolean
  sessionValid: boolean
  participates: boolean
}

async function run(values: string[]): Promise<MessageRow | undefined> {
  const { rows } = await pool().query<MessageRow>({ name: 'insert-message', text: statement, values })
  return rows[0]
}

function isDuplicateId(error: unknown): boolean {
  return (error as { constraint?: string }).constraint === 'messages_pkey'
}

function toAttempt(row: MessageRow | undefined): InsertAttempt {
  if (!row) throw new Error('insert-message returned no row')
  return {
    sessionValid: row.sessionValid,
    participates: row.participates,
    created: row.created ?? false,
    message: row.id === null
      ? undefined
      : {
          id: row.id,
          conversationId: row.conversation_id,
          authorId: row.author_id,
          seq: row.seq,
          changeSeq: row.change_seq,
          version: row.version,
          body: row.deleted_at ? '' : row.body,
          createdAt: row.created_at.toISOString(),
          deletedAt: row.deleted_at?.toISOString() ?? null,
        },
  }
}
