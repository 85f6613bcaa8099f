import { Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import type { Draft } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { lockedParticipant } from '#server/domain/access/locked-participant.ts'
import { isoTime } from '#server/domain/read-model/iso-time.ts'
import { publish } from '#server/domain/events.ts'
import { database } from '#server/infra/postgres/database.ts'
import { toDraft } from './to-draft.ts'

/** The text, and its age in milliseconds: a device that was offline sends it late. */
export interface DraftText {
  body: string
  age: number
}

/** A conversation, or the thread of a root in it. */
interface Target {
  conversationId: string
  rootId: string | null
}

/**
 * Stores a draft unless another device wrote a later one. The time is computed from the server's clock
 * and the age, so that wrong clocks of devices do no harm.
 * @throws AppError `not_found`
 */
export async function writeDraft(actor: Actor, { conversationId, rootId }: Target, { body, age }: DraftText): Promise<Draft> {
  const placeId = rootId ?? conversationId
  const [written] = await database().$queryRaw<Draft[]>`
    WITH part AS (${lockedParticipant(actor, conversationId)})
    INSERT INTO drafts AS d (user_id, place_id, conversation_id, root_id, body, written_at)
    SELECT user_id, ${placeId}::uuid, conversation_id, ${rootId}::uuid, ${body}, clock_timestamp() - make_interval(secs => ${age / 1_000}::float8) FROM part
    ON CONFLICT (user_id, place_id) DO UPDATE SET body = excluded.body, written_at = excluded.written_at
      WHERE d.written_at < excluded.written_at
    RETURNING d.conversation_id AS "conversationId", d.root_id AS "rootId", d.body, ${isoTime(Prisma.sql`d.written_at`)} AS "writtenAt"`
  if (written) {
    publish({ name: 'draft:updated', to: { user: actor.userId }, payload: written })
    return written
  }
  // Leaving deletes drafts, so a remaining row is a later text.
  const later = await database().draft.findUnique({ where: { userId_placeId: { userId: actor.userId, placeId } } })
  if (!later) throw new AppError('not_found')
  return toDraft(later)
}
