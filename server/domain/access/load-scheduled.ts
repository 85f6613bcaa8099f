import type { ScheduledMessage } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { database } from '#server/infra/postgres/database.ts'
import type { Actor } from './actor.ts'
import { markPermissionChecked } from './actor.ts'

/**
 * Loads a scheduled message for its author.
 * @throws AppError `not_found`, also once the message has been sent
 */
export async function loadScheduled({ actor, scheduledId }: { actor: Actor, scheduledId: string }): Promise<ScheduledMessage> {
  markPermissionChecked(actor)
  const scheduled = await database().scheduledMessage.findFirst({ where: { id: scheduledId, authorId: actor.userId } })
  if (!scheduled) throw new AppError('not_found')
  return scheduled
}
