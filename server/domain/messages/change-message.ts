import type { Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import type { Message } from '#shared/types.ts'
import { database } from '#server/infra/postgres/database.ts'
import { loadState } from '#server/domain/read-model/load-message-state.ts'

/** Changes the message's rows; false when there is nothing to change. What it throws undoes everything. */
type Change = (transaction: Prisma.TransactionClient, current: Message) => Promise<boolean>

interface Changed {
  message: Message
  /** False when it was so already: then nothing is to be announced. */
  changed: boolean
}

/**
 * The one way in which a message changes. The conversation is locked first, as for a send, so
 * changes of one conversation happen one after the other; then the change takes the next
 * `changeSeq`, by which every client that was away finds it.
 * @throws AppError `conversation_archived`, unless `evenArchived`, and whatever the change throws
 */
export async function changeMessage(
  { id, conversationId }: Pick<Message, 'id' | 'conversationId'>,
  change: Change,
  { evenArchived = false }: { evenArchived?: boolean } = {},
): Promise<Changed> {
  return await database().$transaction(async (transaction) => {
    const [conversation] = await transaction.$queryRaw<{ status: string }[]>`
      SELECT status FROM conversations WHERE id = ${conversationId}::uuid FOR UPDATE`
    if (conversation?.status === 'archived' && !evenArchived) throw new AppError('conversation_archived')
    const current = await currentState(transaction, id)
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

async function currentState(transaction: Prisma.TransactionClient, id: string): Promise<Message> {
  const message = await loadState(id, transaction)
  if (!message) throw new AppError('not_found')
  return message
}
