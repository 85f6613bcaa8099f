import { database } from '#server/infra/postgres/database.ts'

/** Days for which the list of readers knows when each of them read. */
const KEPT_DAYS = 90

const DAY_MS = 86_400_000

/**
 * Forgets when people read what they read long ago, so that the steps of their markers do not grow
 * for ever. The last of the old steps stays, without its time: it says that they have read so far.
 */
export async function pruneReadMoves({ now }: { now: Date }): Promise<void> {
  const takenBefore = new Date(now.getTime() - KEPT_DAYS * DAY_MS)
  await database().$executeRaw`
    WITH last AS (
      SELECT conversation_id, user_id, MAX(seq) AS seq FROM read_moves
      WHERE read_at < ${takenBefore}::timestamptz GROUP BY conversation_id, user_id
    ), forgotten AS (
      DELETE FROM read_moves step USING last
      WHERE step.conversation_id = last.conversation_id AND step.user_id = last.user_id AND step.seq < last.seq
    )
    UPDATE read_moves step SET read_at = NULL FROM last
    WHERE step.conversation_id = last.conversation_id AND step.user_id = last.user_id AND step.seq = last.seq`
}
