import { Prisma } from '#generated/client.ts'
import { PAGE_DEFAULT } from '#shared/limits.ts'
import type { FollowedThread } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { markPermissionChecked } from '#server/domain/access/actor.ts'
import { messageJson } from '#server/domain/read-model/message-json.ts'
import { database } from '#server/infra/postgres/database.ts'
import { threadViewJson } from './thread-view.ts'

/**
 * The threads that the actor follows in their current conversations, the latest reply first.
 * `before` is the root of the last thread of the previous page.
 */
export async function listThreads({ actor, before, limit = PAGE_DEFAULT }: {
  actor: Actor
  before?: string | undefined
  limit?: number
}): Promise<FollowedThread[]> {
  markPermissionChecked(actor)
  const earlier = before === undefined
    ? Prisma.empty
    : Prisma.sql`AND (m.last_reply_at, m.id) < (
        SELECT b.last_reply_at, b.id FROM thread_followers own JOIN messages b ON b.id = own.root_id
        WHERE own.user_id = ${actor.userId}::uuid AND own.root_id = ${before}::uuid)`
  return await database().$queryRaw<FollowedThread[]>`
    SELECT ${messageJson} AS root, ${threadViewJson(actor.userId)} AS mine,
      (SELECT ${messageJson} FROM messages reply, LATERAL (SELECT reply.*) m WHERE reply.root_id = f.root_id ORDER BY reply.seq DESC LIMIT 1) AS "lastReply"
    FROM thread_followers f
    JOIN messages m ON m.id = f.root_id
    JOIN participants p ON p.conversation_id = m.conversation_id AND p.user_id = f.user_id AND p.left_at IS NULL
    WHERE f.user_id = ${actor.userId}::uuid AND f.following AND m.reply_count > 0 ${earlier}
    ORDER BY m.last_reply_at DESC, m.id DESC LIMIT ${limit}`
}
