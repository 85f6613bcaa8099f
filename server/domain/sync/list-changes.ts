import { AppError } from '#shared/errors.ts'
import { CATCH_UP_MAX, PAGE_DEFAULT } from '#shared/limits.ts'
import type { Changes, Message } from '#shared/types.ts'
import { Prisma } from '#generated/client.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { markPermissionChecked } from '#server/domain/access/actor.ts'
import { headColumns, toConversation, type HeadRow } from '#server/domain/read-model/head-query.ts'
import { messageJson } from '#server/domain/read-model/message-json.ts'
import { presenceOf } from '#server/domain/presence.ts'
import { readPrepared } from '#server/infra/postgres/read-prepared.ts'

/** A conversation, and the `changeSeq` up to which a client knows it. */
export interface Cursor {
  conversationId: string
  after?: number | undefined
}

/**
 * The current state of every message changed after the cursor, in order of change. Returns the last
 * page with `reset` when there is no cursor, when it is too far behind, or when it is ahead of the log.
 * @throws AppError `not_found` when the actor is not a participant
 */
export async function listChanges({ actor, conversationId, after, limit = PAGE_DEFAULT }: Cursor & {
  actor: Actor
  limit?: number
}): Promise<Changes> {
  markPermissionChecked(actor)
  const [changes] = await readChanges({ userId: actor.userId, cursors: [{ conversationId, after }], limit })
  if (!changes) throw new AppError('not_found')
  return changes
}

/**
 * The same for several conversations; those in which the user is not a participant are left out.
 * Cursors of another epoch are ignored. Without an epoch they are trusted, as in `listChanges`.
 */
export async function readChanges({ userId, cursors, epoch, limit = PAGE_DEFAULT }: {
  userId: string
  cursors: readonly Cursor[]
  epoch?: string | undefined
  limit?: number
}): Promise<Changes[]> {
  const rows = await queryChanges(userId, cursors, epoch ?? null, limit)
  const presence = await presenceOf([...new Set(rows.flatMap(row => row.participants.map(({ user }) => user.id)))])
  return rows.map(({ epoch, reset, messages, ...head }) => ({
    epoch,
    reset,
    anew: reset,
    done: reset || messages.length <= limit,
    head: toConversation(head, presence),
    messages: messages.slice(0, limit),
  }))
}

type ChangesRow = HeadRow & { epoch: string, reset: boolean, messages: Message[] }

/** One statement, so that counter, head and messages are of one snapshot. */
function queryChanges(userId: string, cursors: readonly Cursor[], epoch: string | null, limit: number): Promise<ChangesRow[]> {
  return readPrepared<ChangesRow>(Prisma.sql`
    SELECT ${headColumns}, installation.epoch, start.reset, (
      SELECT COALESCE(json_agg(${messageJson} ORDER BY CASE WHEN start.reset THEN m.seq ELSE m.change_seq END), '[]'::json)
      FROM (
        (SELECT * FROM messages
          WHERE NOT start.reset AND conversation_id = c.id AND change_seq > known.after
          ORDER BY change_seq LIMIT ${limit + 1})
        UNION ALL
        (SELECT * FROM messages
          WHERE start.reset AND conversation_id = c.id
          ORDER BY seq DESC LIMIT ${limit})
      ) m
    ) AS messages
    FROM unnest(${cursors.map(cursor => cursor.conversationId)}::uuid[], ${cursors.map(cursor => cursor.after ?? null)}::int[]) known (id, after)
    JOIN participants mine ON mine.conversation_id = known.id AND mine.user_id = ${userId}::uuid AND mine.left_at IS NULL
    JOIN conversations c ON c.id = known.id
    CROSS JOIN installation
    CROSS JOIN LATERAL (SELECT ${isTooFar(epoch)} AS reset) start`)
}

function isTooFar(epoch: string | null): Prisma.Sql {
  return Prisma.sql`(known.after IS NULL OR installation.epoch <> COALESCE(${epoch}::uuid, installation.epoch)
    OR known.after > c.change_seq OR c.change_seq - known.after > ${CATCH_UP_MAX})`
}
