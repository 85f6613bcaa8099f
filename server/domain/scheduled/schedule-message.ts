import type { ScheduledMessage as Row } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { SCHEDULED_MAX } from '#shared/limits.ts'
import type { NewReferences, ScheduledMessage } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { lockedParticipant } from '#server/domain/access/locked-participant.ts'
import { loadParticipant } from '#server/domain/access/load-participant.ts'
import { enqueue } from '#server/domain/jobs/enqueue.ts'
import { fallDueJob } from './jobs.ts'
import { database } from '#server/infra/postgres/database.ts'
import { checkDue } from './check-due.ts'
import { checkDestination } from './check-destination.ts'
import { announceScheduled, toScheduled } from './to-scheduled.ts'

interface NewScheduled extends Pick<NewReferences, 'parentId' | 'alsoInConversation' | 'quotedId'> {
  id: string
  conversationId: string
  body: string
  dueAt: string
}

interface Options extends NewScheduled {
  actor: Actor
  now?: Date
}

/**
 * Schedules a message. Its author must be allowed to send it now, and again at its time. A repeated call
 * returns the first scheduled message.
 * @throws AppError `not_found`, `conversation_archived`, `posting_restricted`, `message_deleted` of the
 * root of a thread, `id_reused`, `invalid`, `conflict` when the author has too many scheduled messages
 */
export async function scheduleMessage({ actor, now = new Date(), ...wanted }: Options): Promise<{ scheduled: ScheduledMessage, created: boolean }> {
  const rootId = await checkDestination(actor, wanted)
  const before = await findEarlier(actor, wanted)
  if (before) return { scheduled: toScheduled(before), created: false }
  const dueAt = checkDue(wanted.dueAt, now)
  const created = await insert(actor, { ...wanted, rootId }, dueAt)
  // A parallel call was faster, the limit is reached, or the author left meanwhile.
  const row = await findEarlier(actor, wanted)
  if (!row) {
    await loadParticipant({ actor, conversationId: wanted.conversationId })
    throw new AppError('conflict')
  }
  return { scheduled: created ? announceScheduled(row) : toScheduled(row), created }
}

async function findEarlier(actor: Actor, { id, conversationId, body, parentId, alsoInConversation, quotedId, dueAt }: NewScheduled): Promise<Row | null> {
  const [row, sent] = await Promise.all([
    database().scheduledMessage.findUnique({ where: { id } }),
    database().message.findUnique({ where: { id }, select: { id: true } }),
  ])
  const isSame = row === null || (row.authorId === actor.userId && row.conversationId === conversationId && row.body === body
    && row.parentId === (parentId ?? null) && row.alsoInConversation === (alsoInConversation ?? false)
    && row.quotedId === (quotedId ?? null) && row.dueAt.getTime() === Date.parse(dueAt))
  if (sent || !isSame) throw new AppError('id_reused')
  return row
}

/** One transaction stores the message and the job that sends it. */
async function insert(actor: Actor, wanted: NewScheduled & { rootId: string | null }, dueAt: Date): Promise<boolean> {
  const { id, conversationId, body, parentId = null, rootId, alsoInConversation = false, quotedId = null } = wanted
  return await database().$transaction(async (transaction) => {
    const count = await transaction.$executeRaw`
      WITH part AS (${lockedParticipant(actor, conversationId)})
      INSERT INTO scheduled_messages (id, author_id, conversation_id, body, parent_id, root_id, also_in_conversation, quoted_id, due_at)
      SELECT ${id}::uuid, user_id, conversation_id, ${body}, ${parentId}::uuid, ${rootId}::uuid, ${alsoInConversation}, ${quotedId}::uuid, ${dueAt}::timestamptz
      FROM part
      WHERE (SELECT COUNT(*) FROM scheduled_messages WHERE author_id = user_id) < ${SCHEDULED_MAX}
      ON CONFLICT DO NOTHING`
    if (count > 0) await enqueue(fallDueJob, { at: dueAt.toISOString() }, { requestId: actor.requestId, transaction, at: dueAt })
    return count > 0
  })
}
