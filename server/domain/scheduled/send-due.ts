import { Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { logger } from '#server/infra/logger.ts'
import type { Claimed } from './claim-scheduled.ts'
import { claimScheduled } from './claim-scheduled.ts'
import { deliverScheduled } from './deliver-scheduled.ts'

/** Messages that are claimed at once: few enough to be sent before the claim expires. */
const BATCH = 20

/**
 * Sends every due message once, even if several nodes run this at the same time. A refused message does
 * not stop the others. Other errors are thrown at the end, so that the job is retried.
 */
export async function sendDue({ now }: { now: Date }): Promise<void> {
  const broken: unknown[] = []
  const where = Prisma.sql`state <> 'failed' AND due_at <= ${now}::timestamptz`
  const claim = () => claimScheduled({ now, limit: BATCH, where })
  for (let batch = await claim(); batch.length > 0; batch = await claim()) {
    for (const claimed of batch) await send(claimed).catch((error: unknown) => broken.push(error))
  }
  if (broken.length > 0) throw new AggregateError(broken, 'Due messages could not be sent')
}

async function send(claimed: Claimed): Promise<void> {
  try {
    await deliverScheduled({ claimed, requestId: claimed.id, unattended: true })
  }
  catch (error) {
    // The author sees the reason with the message.
    if (!(error instanceof AppError) || error.status >= 500) throw error
    logger().info({ scheduledId: claimed.id, code: error.code }, 'scheduled message refused')
  }
}
