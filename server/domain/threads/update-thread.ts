import { AppError } from '#shared/errors.ts'
import type { ThreadView } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { publish } from '#server/domain/events.ts'
import { database } from '#server/infra/postgres/database.ts'
import { viewThread } from './read-thread.ts'

/**
 * Follows or unfollows a thread, and moves the actor's read marker in it: only forward, and at most to
 * the last reply. The actor's devices get an event. Without replies, reading stores nothing, because a
 * row would mean that the actor chose to follow or not.
 * @throws AppError `not_found`
 */
export async function updateThread({ actor, messageId, following, lastReadSeq = 0 }: {
  actor: Actor
  messageId: string
  following?: boolean | undefined
  lastReadSeq?: number | undefined
}): Promise<ThreadView> {
  const { message: root } = await loadMessage({ actor, messageId })
  if (root.rootId !== null) throw new AppError('not_found')
  const changed = await database().$executeRaw`
    INSERT INTO thread_followers AS f (root_id, user_id, following, last_read_seq)
    SELECT id, ${actor.userId}::uuid, ${following ?? false}, LEAST(${lastReadSeq}::int, COALESCE(last_reply_seq, 0))
    FROM messages WHERE id = ${messageId}::uuid AND (reply_count > 0 OR ${following !== undefined})
    ON CONFLICT (root_id, user_id) DO UPDATE
    SET following = COALESCE(${following ?? null}::boolean, f.following), last_read_seq = GREATEST(f.last_read_seq, excluded.last_read_seq)
    WHERE f.following <> COALESCE(${following ?? null}::boolean, f.following) OR f.last_read_seq < excluded.last_read_seq`
  const mine = await viewThread(actor.userId, messageId)
  if (changed > 0) publish({ name: 'thread:viewed', to: { user: actor.userId }, payload: { rootId: messageId, mine } })
  return mine
}
