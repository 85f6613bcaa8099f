import { pool } from '#server/infra/postgres/database.ts'

/** The events that the sockets of a session may receive. */
export interface Subscription {
  sessionId: string
  userId: string
  conversationIds: string[]
  /** Whether the user shows read receipts, and therefore receives those of others. */
  showsReceipts: boolean
}

const statement = `
  SELECT s.id AS "sessionId", s.user_id AS "userId", ARRAY(
    SELECT p.conversation_id FROM participants p WHERE p.user_id = s.user_id AND p.left_at IS NULL
  ) AS "conversationIds", u.preferences ->> 'readReceipts' IS DISTINCT FROM 'false' AS "showsReceipts"
  FROM sessions s JOIN users u ON u.id = s.user_id
  WHERE s.id = ANY($1) AND s.revoked_at IS NULL AND s.expires_at > now()
    AND u.deactivated_at IS NULL AND u.deleted_at IS NULL`

/**
 * The current subscriptions of these sessions. Sessions that ended, or whose account is deactivated, are
 * missing. It is a single statement, because every node runs it every few seconds for all its sockets.
 */
export async function listSubscriptions({ sessionIds }: { sessionIds: readonly string[] }): Promise<Subscription[]> {
  if (sessionIds.length === 0) return []
  const { rows } = await pool().query<Subscription>(statement, [sessionIds])
  return rows
}
