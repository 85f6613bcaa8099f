import type { Bookmark, Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { BOOKMARKS_MAX } from '#shared/limits.ts'
import type { BookmarkState } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { enqueue } from '#server/domain/jobs/enqueue.ts'
import { fallDueJob } from '#server/domain/scheduled/jobs.ts'
import { checkDue } from '#server/domain/scheduled/check-due.ts'
import { database } from '#server/infra/postgres/database.ts'
import { announceBookmark, toBookmarkState } from '#server/domain/bookmarks/bookmark-state.ts'

interface Options {
  actor: Actor
  messageId: string
  at: string
  now?: Date
}

/**
 * Bookmarks a message with a reminder, which replaces an earlier one. A reminder that was already shown
 * is shown again at the new time.
 * @throws AppError `not_found`, `message_deleted`, `invalid`, `conflict` when the actor has the maximum of bookmarks
 */
export async function setReminder({ actor, messageId, at, now = new Date() }: Options): Promise<BookmarkState> {
  const { message } = await loadMessage({ actor, messageId })
  if (message.deletedAt) throw new AppError('message_deleted')
  const remindAt = checkDue(at, now, 'at')
  const { userId, requestId } = actor
  // One transaction stores the time and its job.
  const row = await database().$transaction(async (transaction) => {
    const stored = await storeReminder(transaction, { userId, messageId, remindAt })
    if (stored) await enqueue(fallDueJob, { at: remindAt.toISOString() }, { requestId, transaction, at: remindAt })
    return stored
  })
  if (!row) throw new AppError('conflict')
  return announceBookmark(userId, toBookmarkState(messageId, row, message))
}

async function storeReminder(transaction: Prisma.TransactionClient, { userId, messageId, remindAt }: Pick<Bookmark, 'userId' | 'messageId' | 'remindAt'>): Promise<Bookmark | null> {
  await transaction.$executeRaw`
    INSERT INTO bookmarks (user_id, message_id, remind_at)
    SELECT ${userId}::uuid, ${messageId}::uuid, ${remindAt}::timestamptz
    WHERE (SELECT COUNT(*) FROM bookmarks WHERE user_id = ${userId}::uuid AND message_id <> ${messageId}::uuid) < ${BOOKMARKS_MAX}
    ON CONFLICT (user_id, message_id) DO UPDATE SET remind_at = EXCLUDED.remind_at, reminded_at = NULL`
  return await transaction.bookmark.findFirst({ where: { userId, messageId, remindAt } })
}
