import { PURGE_AFTER_DAYS } from '#shared/limits.ts'
import { database } from '#server/infra/postgres/database.ts'

/** Messages whose text goes in one transaction. */
const BATCH = 500

/**
 * Takes the text of messages that were deleted long ago out of the database: their earlier texts,
 * previews, reactions, polls and bookmarks, too. Nobody sees a difference, since what is deleted has no
 * content for anybody, so it takes no number in the log. Nobody can restore it by then. The shorter one
 * counts of what the project, or the house where there is none, and the conversation say.
 */
export async function purgeMessages({ now }: { now: Date }): Promise<void> {
  while (await purgeBatch(now) === BATCH);
}

async function purgeBatch(now: Date): Promise<number> {
  return await database().$executeRaw`
    WITH due AS (
      SELECT m.id FROM messages m
      JOIN conversations c ON c.id = m.conversation_id
      LEFT JOIN projects p ON p.id = c.project_id
      WHERE m.purged_at IS NULL AND m.deleted_at < ${now}::timestamptz
        - make_interval(days => LEAST(COALESCE((p.settings ->> 'purgeAfterDays')::int, ${PURGE_AFTER_DAYS}::int), (c.settings ->> 'purgeDays')::int))
      ORDER BY m.deleted_at LIMIT ${BATCH} FOR UPDATE OF m SKIP LOCKED
    ),
    texts AS (DELETE FROM message_revisions WHERE message_id IN (SELECT id FROM due)),
    given AS (DELETE FROM reactions WHERE message_id IN (SELECT id FROM due)),
    asked AS (DELETE FROM polls WHERE message_id IN (SELECT id FROM due)),
    kept AS (DELETE FROM bookmarks WHERE message_id IN (SELECT id FROM due))
    UPDATE messages SET body = '', preview = NULL, reaction_count = 0, has_poll = FALSE, purged_at = ${now}::timestamptz
    WHERE id IN (SELECT id FROM due)`
}
