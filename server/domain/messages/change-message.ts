import type { Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { defaultSettings } from '#shared/conversation-settings.ts'
import type { ConversationSettings, ConversationStatus, ConversationType, Message } from '#shared/types.ts'
import { authorize } from '#server/domain/access/actor.ts'
import type { Right } from '#server/domain/access/load-message.ts'
import { database } from '#server/infra/postgres/database.ts'
import { loadState } from '#server/domain/read-model/load-message-state.ts'

/** Changes the message's rows; false when there is nothing to change. What it throws undoes everything. */
type Change = (transaction: Prisma.TransactionClient, current: Message) => Promise<boolean>

/** The message, and the rule that its change is asked about; none when no person changes it. */
interface Subject {
  message: Pick<Message, 'id' | 'conversationId'>
  right?: Right
}

interface LockedConversation {
  type: ConversationType
  status: ConversationStatus
  settings: Partial<ConversationSettings>
}

interface Changed {
  message: Message
  /** False when it was so already: then nothing is to be announced. */
  changed: boolean
}

/**
 * The one way in which a message changes. The conversation is locked first, as for a send, so
 * changes of one conversation happen one after the other. The right is asked again under the lock:
 * while this waited its person may have been removed, or have lost the right to write. Then the change
 * takes the next `changeSeq`, by which every client that was away finds it.
 * @throws AppError `not_found`, `forbidden` or `posting_restricted` by the right, `conversation_archived`,
 * unless `evenArchived`, and whatever the change throws
 */
export async function changeMessage(
  { message: { id, conversationId }, right }: Subject,
  change: Change,
  { evenArchived = false }: { evenArchived?: boolean } = {},
): Promise<Changed> {
  return await database().$transaction(async (transaction) => {
    const [conversation] = await transaction.$queryRaw<LockedConversation[]>`
      SELECT type, status, settings FROM conversations WHERE id = ${conversationId}::uuid FOR UPDATE`
    const current = await currentState(transaction, id)
    if (!conversation) throw new AppError('not_found')
    if (right) await askAgain(transaction, right, { conversation, message: current })
    if (conversation.status === 'archived' && !evenArchived) throw new AppError('conversation_archived')
    if (!await change(transaction, current)) return { message: current, changed: false }
    await transaction.$executeRaw`
      WITH place AS (
        UPDATE conversations SET change_seq = change_seq + 1, changed_at = clock_timestamp()
        WHERE id = ${conversationId}::uuid RETURNING change_seq
      )
      UPDATE messages SET change_seq = place.change_seq FROM place WHERE id = ${id}::uuid`
    return { message: await currentState(transaction, id), changed: true }
  })
}

/** A statement of its own: it sees what was done before the lock was ours. */
async function askAgain(
  transaction: Prisma.TransactionClient,
  { actor, permission }: Right,
  { conversation, message }: { conversation: LockedConversation, message: Message },
): Promise<void> {
  const { conversationId, authorId } = message
  const part = await transaction.participant.findUnique({
    where: { conversationId_userId: { conversationId, userId: actor.userId }, leftAt: null }, select: { role: true },
  })
  if (!part) throw new AppError('not_found')
  const { type, settings } = conversation
  authorize(actor, permission, {
    participantRole: part.role, conversationType: type, settings: { ...defaultSettings, ...settings }, isAuthor: authorId === actor.userId,
  })
}

async function currentState(transaction: Prisma.TransactionClient, id: string): Promise<Message> {
  const message = await loadState(id, transaction)
  if (!message) throw new AppError('not_found')
  return message
}
