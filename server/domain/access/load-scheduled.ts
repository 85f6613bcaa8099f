import type { ScheduledMessage } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { database } from '#server/infra/postgres/database.ts'
import type { Actor } from './actor.ts'
import { markConsulted } from './actor.ts'

/**
 * The door to a message that is to be sent later: its author alone has it.
 * @throws AppError `not_found`, also when it has been sent
 */
export async function loadScheduled({ actor, scheduledId }: { actor: Actor, scheduledId: string }): Promise<ScheduledMessage> {
  markConsulted(actor)
  const scheduled = await database().scheduledMessage.findFirst({ where: { id: scheduledId, authorId: actor.userId } })
  if (!scheduled) throw new AppError('not_found')
  return scheduled
}
