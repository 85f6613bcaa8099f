import { database } from '#server/infra/postgres/database.ts'

/** The participants of a conversation, with the time when each was last seen. */
export interface ConversationParticipants {
  conversationId: string
  participants: { userId: string, lastSeenAt: Date | null }[]
}

/** The participants of these conversations. */
export async function listConversationParticipants({ conversationIds }: { conversationIds: readonly string[] }): Promise<ConversationParticipants[]> {
  const participants = await database().participant.findMany({
    where: { conversationId: { in: [...conversationIds] }, leftAt: null },
    select: { conversationId: true, userId: true, user: { select: { lastSeenAt: true } } },
  })
  const byConversation = Map.groupBy(participants, ({ conversationId }) => conversationId)
  return [...byConversation].map(([conversationId, rows]) => ({
    conversationId,
    participants: rows.map(({ userId, user }) => ({ userId, lastSeenAt: user.lastSeenAt })),
  }))
}
