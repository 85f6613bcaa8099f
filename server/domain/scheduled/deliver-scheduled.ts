import { AppError } from '#shared/errors.ts'
import type { Message } from '#shared/types.ts'
import { deliverMessage } from '#server/domain/messages/send/send-message.ts'
import { database } from '#server/infra/postgres/database.ts'
import type { Claimed } from './claim-scheduled.ts'
import { announceScheduledRemoved, announceScheduled } from './to-scheduled.ts'

interface Options {
  claimed: Claimed
  requestId: string
  /** Sent by the server at its time, not by its author. */
  unattended?: boolean
}

/**
 * Sends a claimed message as its author, with all checks of a normal send. A refusal is stored with it.
 * After any other error it stays claimed and is tried again.
 *
 * If the root of a reply was deleted meanwhile, an unattended send is refused: readers would not
 * understand the reply. Its author sees the reason, and can still send it or delete it.
 * @throws AppError with the reason of the refusal
 */
export async function deliverScheduled({ claimed, requestId, unattended = false }: Options): Promise<Message> {
  try {
    if (unattended) await checkRoot(claimed)
    const { id, authorId, conversationId, body, parentId, alsoInConversation, quotedId } = claimed
    const references = { parentId: parentId ?? undefined, alsoInConversation, quotedId: quotedId ?? undefined }
    const { message } = await deliverMessage({ id, authorId, conversationId, body, ...references, sessionId: null }, requestId)
    await database().scheduledMessage.deleteMany({ where: { id: claimed.id } })
    announceScheduledRemoved(claimed)
    return message
  }
  catch (error) {
    if (error instanceof AppError && error.status < 500) await fail(claimed, error)
    throw error
  }
}

/** Accepts a message that a node sent before it died. */
async function checkRoot({ id, rootId }: Claimed): Promise<void> {
  if (rootId === null) return
  const found = await database().message.findMany({ where: { id: { in: [id, rootId] } }, select: { id: true, deletedAt: true } })
  const isSent = found.some(message => message.id === id)
  if (!isSent && found.some(({ deletedAt }) => deletedAt)) throw new AppError('message_deleted')
}

async function fail({ id }: Claimed, { code }: AppError): Promise<void> {
  const [row] = await database().scheduledMessage.updateManyAndReturn({
    where: { id, state: 'sending' },
    data: { state: 'failed', claimedAt: null, error: code },
  })
  if (row) announceScheduled(row)
}
