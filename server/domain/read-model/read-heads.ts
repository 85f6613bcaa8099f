import { Prisma } from '#generated/client.ts'
import type { Conversation, ConversationStatus } from '#shared/types.ts'
import { presenceOf } from '#server/domain/presence.ts'
import { readPrepared } from '#server/infra/postgres/read-prepared.ts'
import { headColumns, toConversation, type HeadRow } from './head-query.ts'

/**
 * The heads of a user's conversations, the latest first. One statement reads them, so all heads show
 * the same moment.
 */
export async function readHeads({ userId, conversationIds, status, projectId }: {
  userId: string
  conversationIds?: string[]
  status?: ConversationStatus
  projectId?: string
}): Promise<Conversation[]> {
  const rows = await readPrepared<HeadRow>(Prisma.sql`
    SELECT ${headColumns}
    FROM participants mine
    JOIN conversations c ON c.id = mine.conversation_id
    WHERE mine.user_id = ${userId}::uuid AND mine.left_at IS NULL
      ${conversationIds ? Prisma.sql`AND c.id = ANY(${conversationIds}::uuid[])` : Prisma.empty}
      ${status ? Prisma.sql`AND c.status = ${status}::conversation_status` : Prisma.empty}
      ${projectId ? Prisma.sql`AND c.project_id = ${projectId}::uuid` : Prisma.empty}
    ORDER BY COALESCE(c.last_message_at, c.created_at) DESC, c.id DESC`)
  const userIds = new Set(rows.flatMap(row => row.participants.map(participant => participant.user.id)))
  const presence = await presenceOf([...userIds])
  return rows.map(row => toConversation(row, presence))
}
