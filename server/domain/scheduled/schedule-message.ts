import type { ScheduledMessage as Row } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { SCHEDULED_MAX } from '#shared/limits.ts'
import { can } from '#shared/permissions.ts'
import type { ScheduledMessage } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { heldPart } from '#server/domain/access/held-part.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'
import { loadPart } from '#server/domain/access/load-part.ts'
import { enqueue, jobs } from '#server/domain/jobs.ts'
import { database } from '#server/infra/database.ts'
import { checkDue } from './check-due.ts'
import { announceScheduled, toScheduled } from './to-scheduled.ts'

interface NewScheduled {
  id: string
  conversationId: string
  body: string
  quotedId?: string | undefined
  dueAt: string
}

interface Options extends NewScheduled {
  actor: Actor
  now?: Date
}

/**
 * Leaves a message to be sent later. Its author must be able to send it today; when its time comes
 * that is asked again. A repeated call returns what the first one left.
 * @throws AppError `not_found`, `conversation_archived`, `posting_restricted`, `id_reused`,
 * `invalid`, `conflict` when too many wait already
 */
export async function scheduleMessage({ actor, now = new Date(), ...wanted }: Options): Promise<{ scheduled: ScheduledMessage, created: boolean }> {
  await checkPlace(actor, wanted)
  const before = await findEarlier(actor, wanted)
  if (before) return { scheduled: toScheduled(before), created: false }
  const dueAt = checkDue(wanted.dueAt, now)
  const created = await insert(actor, wanted, dueAt)
  // Of two calls at once the other one was faster, or there is no room, or the author has gone meanwhile.
  const row = await findEarlier(actor, wanted)
  if (!row) {
    await loadPart({ actor, conversationId: wanted.conversationId })
    throw new AppError('conflict')
  }
  return { scheduled: created ? announceScheduled(row) : toScheduled(row), created }
}

async function checkPlace(actor: Actor, { conversationId, quotedId }: NewScheduled): Promise<void> {
  const { type, status, settings, mine } = await loadConversation({ actor, conversationId })
  if (status === 'archived') throw new AppError('conversation_archived')
  if (!can({ participantRole: mine.role, conversationType: type, settings }, 'conversation:send')) throw new AppError('posting_restricted')
  if (quotedId === undefined) return
  const { message } = await loadMessage({ actor, messageId: quotedId })
  if (message.conversationId !== conversationId) throw new AppError('not_found')
}

async function findEarlier(actor: Actor, { id, conversationId, body, quotedId, dueAt }: NewScheduled): Promise<Row | null> {
  const [row, sent] = await Promise.all([
    database().scheduledMessage.findUnique({ where: { id } }),
    database().message.findUnique({ where: { id }, select: { id: true } }),
  ])
  const isSame = row === null || (row.authorId === actor.userId && row.conversationId === conversationId && row.body === body
    && row.quotedId === (quotedId ?? null) && row.dueAt.getTime() === Date.parse(dueAt))
  if (sent || !isSame) throw new AppError('id_reused')
  return row
}

/** The row and the job that sends it come together or not at all. */
async function insert(actor: Actor, { id, conversationId, body, quotedId }: NewScheduled, dueAt: Date): Promise<boolean> {
  return await database().$transaction(async (transaction) => {
    const count = await transaction.$executeRaw`
      WITH part AS (${heldPart(actor, conversationId)})
      INSERT INTO scheduled_messages (id, author_id, conversation_id, body, quoted_id, due_at)
      SELECT ${id}::uuid, user_id, conversation_id, ${body}, ${quotedId ?? null}::uuid, ${dueAt}::timestamptz FROM part
      WHERE (SELECT COUNT(*) FROM scheduled_messages WHERE author_id = user_id) < ${SCHEDULED_MAX}
      ON CONFLICT DO NOTHING`
    if (count > 0) await enqueue(jobs.fallDue, { at: dueAt.toISOString() }, { requestId: actor.requestId, transaction, at: dueAt })
    return count > 0
  })
}
