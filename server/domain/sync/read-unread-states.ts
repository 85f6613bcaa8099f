import { Prisma } from '#generated/client.ts'
import type { UnreadState } from '#shared/unread.ts'
import { ownReadSeq, unreadCount } from '#server/domain/read-model/head-query.ts'
import { readPrepared } from '#server/infra/postgres/read-prepared.ts'

/** The log position and unread count of each of a user's conversations, and the epoch. */
interface UnreadStates {
  /** Id of the history of this database; a restore elsewhere creates a new one. */
  epoch: string
  states: UnreadState[]
}

/**
 * Everything that a sync compares. After an outage thousands of clients sync at once, and most of their
 * heads are still current, so only changed heads are read afterwards.
 */
export async function readUnreadStates(userId: string): Promise<UnreadStates> {
  const [result] = await readPrepared<UnreadStates>(Prisma.sql`
    SELECT epoch, (
      SELECT COALESCE(json_agg(json_build_object(
        'conversationId', c.id, 'changeSeq', c.change_seq, 'lastReadSeq', ${ownReadSeq}, 'unread', ${unreadCount})), '[]'::json)
      FROM participants mine JOIN conversations c ON c.id = mine.conversation_id
      WHERE mine.user_id = ${userId}::uuid AND mine.left_at IS NULL
    ) AS states
    FROM installation WHERE id = 1`)
  if (!result) throw new Error('The database has no installation: were the migrations interrupted?')
  return result
}
