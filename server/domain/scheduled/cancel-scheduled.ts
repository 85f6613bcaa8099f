import { AppError } from '#shared/errors.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadScheduled } from '#server/domain/access/load-scheduled.ts'
import { database } from '#server/infra/postgres/database.ts'
import { announceScheduledRemoved } from './to-scheduled.ts'

/**
 * Cancels a scheduled message.
 * @throws AppError `not_found`, `conflict` while it is being sent
 */
export async function cancelScheduled({ actor, scheduledId }: { actor: Actor, scheduledId: string }): Promise<void> {
  const scheduled = await loadScheduled({ actor, scheduledId })
  const { count } = await database().scheduledMessage.deleteMany({ where: { id: scheduledId, state: { not: 'sending' } } })
  if (count > 0) return announceScheduledRemoved(scheduled)
  await loadScheduled({ actor, scheduledId })
  throw new AppError('conflict')
}
