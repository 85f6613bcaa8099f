import { database } from '#server/infra/postgres/database.ts'

/** Days for which the list of readers shows the times of reading. */
const KEPT_DAYS = 90

const DAY_MS = 86_400_000

/**
 * Deletes old read moves, so that the table does not grow without bound. The last of a user's old moves
 * stays without its time: it shows how far they have read.
 */
export async function pruneReadMoves({ now }: { now: Date }): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS)
  await database().$executeRaw`
    WITH last AS (
      SELECT conversation_id, user_id, MAX(seq) AS seq FROM read_moves
      WHERE read_at < ${before}::timestamptz GROUP BY conversation_id, user_id
    ), forgotten AS (
      DELETE FROM read_moves step USING last
      WHERE step.conversation_id = last.conversation_id AND step.user_id = last.user_id AND step.seq < last.seq
    )
    UPDATE read_moves step SET read_at = NULL FROM last
    WHERE step.conversation_id = last.conversation_id AND step.user_id = last.user_id AND step.seq = last.seq`
}
