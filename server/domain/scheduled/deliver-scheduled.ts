import { AppError } from '#shared/errors.ts'
import type { Message } from '#shared/types.ts'
import { deliverMessage } from '#server/domain/messages/send/send-message.ts'
import { database } from '#server/infra/postgres/database.ts'
import type { Claimed } from './claim-scheduled.ts'
import { announceGone, announceScheduled } from './to-scheduled.ts'

interface Options {
  claimed: Claimed
  requestId: string
  /** Nobody is there who could say whether it is still meant. */
  unattended?: boolean
}

/**
 * Sends a claimed message as its author, with everything that is asked of a message that is sent
 * by hand. A refusal is kept with it. Whatever else breaks leaves it claimed: it is tried again.
 *
 * A reply whose root was deleted meanwhile is refused while nobody is there: what it answers was
 * taken back, so it would puzzle whoever reads it, but its words are not to be lost either. Its author
 * finds it with the reason, and sends it all the same, since the thread takes replies, or deletes it.
 * @throws AppError with the reason of the refusal
 */
export async function deliverScheduled({ claimed, requestId, unattended = false }: Options): Promise<Message> {
  try {
    if (unattended) await checkRoot(claimed)
    const { id, authorId, conversationId, body, parentId, alsoInConversation, quotedId } = claimed
    const references = { parentId: parentId ?? undefined, alsoInConversation, quotedId: quotedId ?? undefined }
    const { message } = await deliverMessage({ id, authorId, conversationId, body, ...references, sessionId: null }, requestId)
    await database().scheduledMessage.deleteMany({ where: { id: claimed.id } })
    announceGone(claimed)
    return message
  }
  catch (error) {
    if (error instanceof AppError && error.status < 500) await fail(claimed, error)
    throw error
  }
}

/** One that was sent, by a node that died over it, is sent. */
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
