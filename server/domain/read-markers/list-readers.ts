import { AppError } from '#shared/errors.ts'
import type { Reader, UserSummary } from '#shared/types.ts'
import { isListedInConversation as isListed } from '#shared/unread.ts'
import { Prisma } from '#generated/client.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { isoTime } from '#server/domain/read-model/iso-time.ts'
import { seesMarker } from '#server/domain/read-model/receipts-query.ts'
import { presenceOf } from '#server/domain/presence.ts'
import { readPrepared } from '#server/infra/postgres/read-prepared.ts'

interface ReaderRow extends Omit<Reader, 'user'> {
  user: Omit<UserSummary, 'presence'>
}

/**
 * The participants who have read a message, the earliest first, then those who have not. Every
 * participant may ask, since the head contains all read markers anyway. The list leaves out the author,
 * the actor and users who hide read receipts. It is empty for an actor who hides them, and for a reply
 * that is only in its thread, because read markers of the conversation do not cover it.
 * @throws AppError `not_found`, `message_deleted`
 */
export async function listReaders({ actor, messageId }: { actor: Actor, messageId: string }): Promise<Reader[]> {
  const { message } = await loadMessage({ actor, messageId })
  if (message.deletedAt) throw new AppError('message_deleted')
  if (!isListed(message)) return []
  const rows = await readPrepared<ReaderRow>(Prisma.sql`
    SELECT json_build_object('id', u.id, 'name', u.name, 'about', u.about, 'lastSeenAt', ${isoTime(Prisma.sql`u.last_seen_at`)}) AS user,
      p.last_read_seq >= ${message.seq}::int AS read, ${isoTime(Prisma.sql`move.read_at`)} AS "readAt"
    FROM participants p
    JOIN users u ON u.id = p.user_id
    JOIN users viewer ON viewer.id = ${actor.userId}::uuid
    LEFT JOIN LATERAL (
      SELECT read_at FROM read_moves r
      WHERE r.conversation_id = p.conversation_id AND r.user_id = p.user_id AND r.seq >= ${message.seq}::int
      ORDER BY r.seq LIMIT 1
    ) move ON TRUE
    WHERE p.conversation_id = ${message.conversationId}::uuid AND p.left_at IS NULL
      AND u.id NOT IN (viewer.id, ${message.authorId}::uuid) AND ${seesMarker}
    ORDER BY move.read_at NULLS LAST, p.last_read_seq DESC, u.id`)
  const presence = await presenceOf(rows.map(({ user }) => user.id))
  return rows.map(({ user, ...reading }) => ({ ...reading, user: { ...user, presence: presence.get(user.id) ?? 'offline' } }))
}
