import { Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { PAGE_DEFAULT } from '#shared/limits.ts'
import type { Message, Thread, ThreadView } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { messageJson } from '#server/domain/read-model/message-json.ts'
import { database } from '#server/infra/postgres/database.ts'
import { threadViewJson } from './thread-view.ts'

/**
 * A page of a thread in chronological order: the last one, or the one before a `seq`. Every message
 * that is not a reply is the root of a thread, which may be empty. `next` is the `seq` for the next page.
 * @throws AppError `not_found`, also if the message is a reply
 */
export async function readThread({ actor, messageId, before, limit = PAGE_DEFAULT }: {
  actor: Actor
  messageId: string
  before?: number | undefined
  limit?: number
}): Promise<{ thread: Thread, next: number | null }> {
  const { message: root } = await loadMessage({ actor, messageId })
  if (root.rootId !== null) throw new AppError('not_found')
  const rows = await database().$queryRaw<{ message: Message }[]>`
    SELECT ${messageJson} AS message FROM messages m
    WHERE m.root_id = ${messageId}::uuid ${before === undefined ? Prisma.empty : Prisma.sql`AND m.seq < ${before}`}
    ORDER BY m.seq DESC LIMIT ${limit + 1}`
  const replies = rows.slice(0, limit).map(row => row.message).reverse()
  const mine = await viewThread(actor.userId, messageId)
  return { thread: { root, replies, mine }, next: rows.length > limit ? replies[0]?.seq ?? null : null }
}

/** A user's view of a thread: followed or not, read marker, unread count. */
export async function viewThread(userId: string, rootId: string): Promise<ThreadView> {
  const [row] = await database().$queryRaw<{ mine: ThreadView }[]>`
    SELECT ${threadViewJson(userId)} AS mine
    FROM messages m LEFT JOIN thread_followers f ON f.root_id = m.id AND f.user_id = ${userId}::uuid
    WHERE m.id = ${rootId}::uuid`
  if (!row) throw new AppError('not_found')
  return row.mine
}
