import { Prisma } from '#generated/client.ts'
import type { Draft } from '#shared/types.ts'
import { isoTime } from '#server/domain/read-model/iso-time.ts'
import { publish } from '#server/domain/events.ts'
import { announceScheduledRemoved } from './to-scheduled.ts'

/** The deleted scheduled messages and drafts of a user. */
export interface DeletedUnsent {
  userId: string
  scheduledIds: string[]
  /** With empty texts and the current time. */
  drafts: Draft[]
}

/**
 * Deletes a user's scheduled messages and drafts in conversations that the user left. Call it after the
 * leaving in the same transaction: only then no new ones can be stored (`lockedParticipant`). Announce
 * the result after the commit.
 */
export async function deleteUnsent(
  transaction: Prisma.TransactionClient,
  { userId, conversationIds }: { userId: string, conversationIds: string[] },
): Promise<DeletedUnsent> {
  const scheduled = await transaction.$queryRaw<{ id: string }[]>`
    DELETE FROM scheduled_messages WHERE author_id = ${userId}::uuid AND conversation_id = ANY(${conversationIds}::uuid[]) RETURNING id`
  const drafts = await transaction.$queryRaw<Draft[]>`
    DELETE FROM drafts WHERE user_id = ${userId}::uuid AND conversation_id = ANY(${conversationIds}::uuid[])
    RETURNING conversation_id AS "conversationId", root_id AS "rootId", '' AS body, ${isoTime(Prisma.sql`clock_timestamp()`)} AS "writtenAt"`
  return { userId, scheduledIds: scheduled.map(({ id }) => id), drafts }
}

/** Tells the user's devices to remove them. */
export function announceDeletedUnsent({ userId, scheduledIds, drafts }: DeletedUnsent): void {
  for (const id of scheduledIds) announceScheduledRemoved({ id, authorId: userId })
  for (const draft of drafts) publish({ name: 'draft:updated', to: { user: userId }, payload: draft })
}
