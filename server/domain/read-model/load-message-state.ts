import type { Prisma } from '#generated/client.ts'
import type { Message } from '#shared/types.ts'
import { messageJson } from '#server/domain/read-model/message-json.ts'
import { database } from '#server/infra/postgres/database.ts'

/** The full state of a message. The caller has checked that the actor may see it. */
export async function loadMessageState(messageId: string, connection: Prisma.TransactionClient = database()): Promise<Message | undefined> {
  const [row] = await connection.$queryRaw<{ message: Message }[]>`
    SELECT ${messageJson} AS message FROM messages m WHERE m.id = ${messageId}::uuid`
  return row?.message
}
