import { pool } from '#server/infra/postgres/database.ts'

/** What the sockets of a session may hear. */
export interface Subscription {
  sessionId: string
  userId: string
  conversationIds: string[]
  /** Whether they show when they have read, and hence hear of others. */
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
 * The subscriptions of these sessions, as the database has them now. A session that ended, or
 * whose account did, is missing in the answer. One statement however many there are: every node
 * asks it every few seconds for all of its sockets.
 */
export async function listSubscriptions({ sessionIds }: { sessionIds: readonly string[] }): Promise<Subscription[]> {
  if (sessionIds.length === 0) return []
  const { rows } = await pool().query<Subscription>(statement, [sessionIds])
  return rows
}
