import type { Prisma } from '#generated/client.ts'

/**
 * Whoever leaves conversations sends nothing there any more: what they left for later and what they
 * began goes. After the leaving itself: only then nothing more can come (`heldPart`).
 */
export async function forgetUnsent(
  transaction: Prisma.TransactionClient,
  { userId, conversationIds }: { userId: string, conversationIds: string[] },
): Promise<void> {
  const conversationId = { in: conversationIds }
  await transaction.scheduledMessage.deleteMany({ where: { authorId: userId, conversationId } })
  await transaction.draft.deleteMany({ where: { userId, conversationId } })
}
