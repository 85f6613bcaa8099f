import { Prisma } from '#generated/client.ts'
import type { UnreadLine } from '#shared/unread.ts'
import { ownReadSeq, unreadCount } from '#server/domain/read-model/head-query.ts'
import { readPrepared } from '#server/infra/postgres/read-prepared.ts'

/** Where a person stands in each of their conversations, and whose history that is. */
interface Places {
  /** The identity of this installation's history; a restore from backup gives it a new one. */
  epoch: string
  places: UnreadLine[]
}

/**
 * All that a sync compares. After an outage thousands ask at once, and most of what they hold is
 * still true; heads are read for the rest only.
 */
export async function readPlaces(userId: string): Promise<Places> {
  const [places] = await readPrepared<Places>(Prisma.sql`
    SELECT epoch, (
      SELECT COALESCE(json_agg(json_build_object(
        'conversationId', c.id, 'changeSeq', c.change_seq, 'lastReadSeq', ${ownReadSeq}, 'unread', ${unreadCount})), '[]'::json)
      FROM participants mine JOIN conversations c ON c.id = mine.conversation_id
      WHERE mine.user_id = ${userId}::uuid AND mine.left_at IS NULL
    ) AS places
    FROM installation WHERE id = 1`)
  if (!places) throw new Error('The database has no installation: were its migrations cut short?')
  return places
}
