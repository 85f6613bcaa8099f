import { database } from '#server/infra/postgres/database.ts'

/** A conversation and those of the asked people who take part in it. */
export interface SharedConversation {
  conversationId: string
  userIds: string[]
}

/** Where these people take part: the ones in it are those who may know whether they are present. */
export async function listSharedConversations({ userIds }: { userIds: readonly string[] }): Promise<SharedConversation[]> {
  return await database().$queryRaw<SharedConversation[]>`
    SELECT conversation_id AS "conversationId", array_agg(user_id ORDER BY user_id) AS "userIds"
    FROM participants
    WHERE user_id = ANY(${userIds}::uuid[]) AND left_at IS NULL
    GROUP BY conversation_id`
}
