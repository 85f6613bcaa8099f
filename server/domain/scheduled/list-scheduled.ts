import type { ScheduledMessage } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'
import { toScheduled } from './to-scheduled.ts'

/** The actor's scheduled messages, also those that failed, the earliest first. */
export async function listScheduled({ actor }: { actor: Actor }): Promise<ScheduledMessage[]> {
  authorize(actor, 'account:own')
  const rows = await database().scheduledMessage.findMany({ where: { authorId: actor.userId }, orderBy: [{ dueAt: 'asc' }, { id: 'asc' }] })
  return rows.map(toScheduled)
}
