import { AppError } from '#shared/errors.ts'
import { CATCH_UP_MAX, PAGE_DEFAULT } from '#shared/limits.ts'
import type { Changes, Message } from '#shared/types.ts'
import { Prisma } from '#generated/client.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { markConsulted } from '#server/domain/access/actor.ts'
import { headColumns, messageJson, toConversation, type HeadRow } from '#server/domain/conversations/head-query.ts'
import { presenceOf } from '#server/domain/presence.ts'
import { readPrepared } from '#server/infra/read-prepared.ts'

type ChangesRow = HeadRow & { epoch: string, anew: boolean, messages: Message[] }

/**
 * The current state of every message changed after the cursor, in order of change. Without a
 * cursor, with one too far behind, or one that this history has never reached, the last page
 * comes instead and `anew` says so. One statement reads counter, head and messages: one snapshot.
 * @throws AppError `not_found` for whoever is no participant
 */
export async function listChanges({ actor, conversationId, after, limit = PAGE_DEFAULT }: {
  actor: Actor
  conversationId: string
  after?: number | undefined
  limit?: number
}): Promise<Changes> {
  markConsulted(actor)
  const [row] = await readChanges(actor.userId, conversationId, after ?? null, limit)
  if (!row) throw new AppError('not_found')
  const { epoch, anew, messages, ...head } = row
  const presence = await presenceOf(head.participants.map(participant => participant.user.id))
  return {
    epoch,
    anew,
    done: anew || messages.length <= limit,
    head: toConversation(head, presence),
    messages: messages.slice(0, limit),
  }
}

function readChanges(userId: string, conversationId: string, after: number | null, limit: number): Promise<ChangesRow[]> {
  return readPrepared<ChangesRow>(Prisma.sql`
    WITH head AS (
      SELECT ${headColumns}, ${isTooFar(after)} AS anew
      FROM participants mine JOIN conversations c ON c.id = mine.conversation_id
      WHERE mine.user_id = ${userId}::uuid AND mine.left_at IS NULL AND c.id = ${conversationId}::uuid
    ), changed AS (
      SELECT m.* FROM messages m
      WHERE m.conversation_id = ${conversationId}::uuid AND m.change_seq > ${after}::int
        AND EXISTS (SELECT FROM head WHERE NOT anew)
      ORDER BY m.change_seq LIMIT ${limit + 1}
    ), latest AS (
      SELECT m.* FROM messages m
      WHERE m.conversation_id = ${conversationId}::uuid AND EXISTS (SELECT FROM head WHERE anew)
      ORDER BY m.seq DESC LIMIT ${limit}
    )
    SELECT head.*, (SELECT epoch FROM installation) AS epoch, (
      SELECT COALESCE(json_agg(${messageJson} ORDER BY CASE WHEN head.anew THEN m.seq ELSE m.change_seq END), '[]'::json)
      FROM (SELECT * FROM changed UNION ALL SELECT * FROM latest) m
    ) AS messages
    FROM head`)
}

function isTooFar(after: number | null): Prisma.Sql {
  return Prisma.sql`(${after}::int IS NULL OR ${after}::int > c.change_seq OR c.change_seq - ${after}::int > ${CATCH_UP_MAX})`
}
