import { AppError } from '#shared/errors.ts'
import type { ScheduledMessage } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadScheduled } from '#server/domain/access/load-scheduled.ts'
import { enqueue } from '#server/domain/jobs/enqueue.ts'
import { fallDueJob } from './jobs.ts'
import { database } from '#server/infra/postgres/database.ts'
import { checkDue } from './check-due.ts'
import { checkMayPost } from './check-destination.ts'
import { announceScheduled } from './to-scheduled.ts'

interface Options {
  actor: Actor
  scheduledId: string
  body?: string | undefined
  dueAt?: string | undefined
  now?: Date
}

/**
 * Changes the text or the time of a scheduled message. A failed one with a new time waits again. A
 * message that is being sent cannot be changed. The author must be allowed to send it now.
 * @throws AppError `not_found`, `conversation_archived`, `posting_restricted`, `conflict` while it is
 * being sent, `invalid`
 */
export async function changeScheduled({ actor, scheduledId, body, dueAt, now = new Date() }: Options): Promise<ScheduledMessage> {
  const { id, conversationId } = await loadScheduled({ actor, scheduledId })
  await checkMayPost(actor, conversationId)
  const due = dueAt === undefined ? undefined : checkDue(dueAt, now)
  const changed = await database().$transaction(async (transaction) => {
    const [row] = await transaction.scheduledMessage.updateManyAndReturn({
      where: { id, state: { not: 'sending' } },
      data: { ...(body !== undefined && { body }), ...(due && { dueAt: due, state: 'waiting' as const, error: null }) },
    })
    if (row && due) await enqueue(fallDueJob, { at: due.toISOString() }, { requestId: actor.requestId, transaction, at: due })
    return row
  })
  if (changed) return announceScheduled(changed)
  // It was sent meanwhile, or is being sent.
  await loadScheduled({ actor, scheduledId })
  throw new AppError('conflict')
}
