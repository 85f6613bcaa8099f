import { AppError } from '#shared/errors.ts'
import type { Message } from '#shared/types.ts'
import { deliverMessage } from '#server/domain/messages/send-message.ts'
import { database } from '#server/infra/database.ts'
import type { Claimed } from './claim-scheduled.ts'
import { announceGone, announceScheduled } from './to-scheduled.ts'

interface Options {
  claimed: Claimed
  requestId: string
}

/**
 * Sends a claimed message as its author, with everything that is asked of a message that is sent
 * by hand. A refusal is kept with it. Whatever else breaks leaves it claimed: it is tried again.
 * @throws AppError with the reason of the refusal
 */
export async function deliverScheduled({ claimed, requestId }: Options): Promise<Message> {
  try {
    const { quotedId, ...sent } = claimed
    const { message } = await deliverMessage({ ...sent, quotedId: quotedId ?? undefined, sessionId: null }, requestId)
    await database().scheduledMessage.deleteMany({ where: { id: claimed.id } })
    announceGone(claimed)
    return message
  }
  catch (error) {
    if (error instanceof AppError && error.status < 500) await fail(claimed, error)
    throw error
  }
}

async function fail({ id }: Claimed, { code }: AppError): Promise<void> {
  const [row] = await database().scheduledMessage.updateManyAndReturn({
    where: { id, state: 'sending' },
    data: { state: 'failed', claimedAt: null, error: code },
  })
  if (row) announceScheduled(row)
}
