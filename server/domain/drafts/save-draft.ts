import { Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import type { Draft } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { heldPart } from '#server/domain/access/held-part.ts'
import { isoTime } from '#server/domain/conversations/head-query.ts'
import { publish } from '#server/domain/events.ts'
import { database } from '#server/infra/database.ts'

interface Options {
  actor: Actor
  conversationId: string
  body: string
  /** Milliseconds since it was written: a device that was away tells of it late. */
  age: number
}

/**
 * Keeps what the actor began to write, unless another device's text was written after it. The
 * moment is reckoned by the server's clock, so no device's clock has to be right.
 * @throws AppError `not_found`
 */
export async function saveDraft({ actor, conversationId, body, age }: Options): Promise<Draft> {
  const [written] = await database().$queryRaw<Draft[]>`
    WITH part AS (${heldPart(actor, conversationId)})
    INSERT INTO drafts AS d (user_id, conversation_id, body, written_at)
    SELECT user_id, conversation_id, ${body}, clock_timestamp() - make_interval(secs => ${age / 1_000}::float8) FROM part
    ON CONFLICT (user_id, conversation_id) DO UPDATE SET body = excluded.body, written_at = excluded.written_at
      WHERE d.written_at < excluded.written_at
    RETURNING d.conversation_id AS "conversationId", d.body, ${isoTime(Prisma.sql`d.written_at`)} AS "writtenAt"`
  if (written) {
    publish({ name: 'draft:updated', to: { user: actor.userId }, payload: written })
    return written
  }
  // What somebody wrote goes when they do, so this is a later one.
  const later = await database().draft.findUnique({ where: { userId_conversationId: { userId: actor.userId, conversationId } } })
  if (!later) throw new AppError('not_found')
  return { conversationId, body: later.body, writtenAt: later.writtenAt.toISOString() }
}
