import { Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadScheduled } from '#server/domain/access/load-scheduled.ts'
import { claimScheduled } from './claim-scheduled.ts'
import { deliverScheduled } from './deliver-scheduled.ts'

/**
 * Sends a scheduled or failed message now.
 * @throws AppError `not_found`, `conflict` while it is being sent, and the errors of a send
 */
export async function sendScheduled({ actor, scheduledId }: { actor: Actor, scheduledId: string }): Promise<Message> {
  await loadScheduled({ actor, scheduledId })
  const [claimed] = await claimScheduled({ now: new Date(), limit: 1, where: Prisma.sql`id = ${scheduledId}::uuid` })
  if (claimed) return await deliverScheduled({ claimed, requestId: actor.requestId })
  await loadScheduled({ actor, scheduledId })
  throw new AppError('conflict')
}
