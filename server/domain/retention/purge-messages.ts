import { PURGE_AFTER_DAYS } from '#shared/limits.ts'
import { database } from '#server/infra/postgres/database.ts'

/** Messages that one transaction purges. */
const BATCH = 500

/**
 * Purges messages that were deleted long ago: removes their text, revisions, previews, reactions, polls
 * and bookmarks from the database. Clients already see tombstones, so this takes no `changeSeq`. The
 * time is the shorter one of the conversation and its project (or the default without a project).
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
    deleted_polls AS (DELETE FROM polls WHERE message_id IN (SELECT id FROM due)),
    kept AS (DELETE FROM bookmarks WHERE message_id IN (SELECT id FROM due))
    UPDATE messages SET body = '', preview = NULL, reaction_count = 0, has_poll = FALSE, purged_at = ${now}::timestamptz
    WHERE id IN (SELECT id FROM due)`
}
