import { database } from '#server/infra/postgres/database.ts'

/** A conversation, and those of the given users who are participants. */
export interface SharedConversation {
  conversationId: string
  userIds: string[]
}

/** The conversations of these users. Their participants may see the presence of these users. */
export async function listSharedConversations({ userIds }: { userIds: readonly string[] }): Promise<SharedConversation[]> {
  return await database().$queryRaw<SharedConversation[]>`
    SELECT conversation_id AS "conversationId", array_agg(user_id ORDER BY user_id) AS "userIds"
    FROM participants
    WHERE user_id = ANY(${userIds}::uuid[]) AND left_at IS NULL
    GROUP BY conversation_id`
}
