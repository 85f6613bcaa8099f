import type { Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { defaultSettings } from '#shared/conversation-settings.ts'
import type { ConversationSettings, ConversationStatus, ConversationType, Message } from '#shared/types.ts'
import { authorize } from '#server/domain/access/actor.ts'
import type { RequiredPermission } from '#server/domain/access/load-message.ts'
import { database } from '#server/infra/postgres/database.ts'
import { loadMessageState } from '#server/domain/read-model/load-message-state.ts'

/** Changes the rows of the message. Returns false if nothing changes. An exception rolls everything back. */
type Change = (transaction: Prisma.TransactionClient, current: Message) => Promise<boolean>

/** The message, and the permission that the actor needs; none when the server changes it by itself. */
interface Subject {
  message: Pick<Message, 'id' | 'conversationId'>
  required?: RequiredPermission
}

interface LockedConversation {
  type: ConversationType
  status: ConversationStatus
  settings: Partial<ConversationSettings>
}

interface Changed {
  message: Message
  /** False if the message already had this state; then no event is published. */
  changed: boolean
}

/**
 * Every change of a message goes through this function. It locks the conversation first, as a send
 * does, so changes of one conversation run one after the other. It checks the permission again under
 * the lock, because the actor may have been removed or restricted while it waited. The change gets the
 * next `changeSeq`, so that clients that were offline find it.
 * @throws AppError `not_found`, `forbidden` or `posting_restricted` by the permission, `conversation_archived`
 * unless `evenArchived`, and the errors of the change
 */
export async function changeMessage(
  { message: { id, conversationId }, required }: Subject,
  change: Change,
  { evenArchived = false }: { evenArchived?: boolean } = {},
): Promise<Changed> {
  return await database().$transaction(async (transaction) => {
    const [conversation] = await transaction.$queryRaw<LockedConversation[]>`
      SELECT type, status, settings FROM conversations WHERE id = ${conversationId}::uuid FOR UPDATE`
    const current = await currentState(transaction, id)
    if (!conversation) throw new AppError('not_found')
    if (required) await authorizeAgain(transaction, required, { conversation, message: current })
    if (conversation.status === 'archived' && !evenArchived) throw new AppError('conversation_archived')
    if (!await change(transaction, current)) return { message: current, changed: false }
    await transaction.$executeRaw`
      WITH counted AS (
        UPDATE conversations SET change_seq = change_seq + 1, changed_at = clock_timestamp()
        WHERE id = ${conversationId}::uuid RETURNING change_seq
      )
      UPDATE messages SET change_seq = counted.change_seq FROM counted WHERE id = ${id}::uuid`
    return { message: await currentState(transaction, id), changed: true }
  })
}

/** Runs its own statement, which sees everything that was committed before the lock was taken. */
async function authorizeAgain(
  transaction: Prisma.TransactionClient,
  { actor, permission }: RequiredPermission,
  { conversation, message }: { conversation: LockedConversation, message: Message },
): Promise<void> {
  const { conversationId, authorId } = message
  const participant = await transaction.participant.findUnique({
    where: { conversationId_userId: { conversationId, userId: actor.userId }, leftAt: null }, select: { role: true },
  })
  if (!participant) throw new AppError('not_found')
  const { type, settings } = conversation
  authorize(actor, permission, {
    participantRole: participant.role, conversationType: type, settings: { ...defaultSettings, ...settings }, isAuthor: authorId === actor.userId,
  })
}

async function currentState(transaction: Prisma.TransactionClient, id: string): Promise<Message> {
  const message = await loadMessageState(id, transaction)
  if (!message) throw new AppError('not_found')
  return message
}
