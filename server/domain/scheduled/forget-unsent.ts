import { Prisma } from '#generated/client.ts'
import type { Draft } from '#shared/types.ts'
import { isoTime } from '#server/domain/read-model/iso-time.ts'
import { publish } from '#server/domain/events.ts'
import { announceGone } from './to-scheduled.ts'

/** What somebody had written and not sent, and that is gone now. */
export interface Forgotten {
  userId: string
  scheduledIds: string[]
  /** Empty, as of now. */
  drafts: Draft[]
}

/**
 * Whoever leaves conversations sends nothing there any more: what they left for later and what they
 * began goes. After the leaving itself: only then nothing more can come (`lockedParticipant`). Announce it
 * after the commit.
 */
export async function forgetUnsent(
  transaction: Prisma.TransactionClient,
  { userId, conversationIds }: { userId: string, conversationIds: string[] },
): Promise<Forgotten> {
  const scheduled = await transaction.$queryRaw<{ id: string }[]>`
    DELETE FROM scheduled_messages WHERE author_id = ${userId}::uuid AND conversation_id = ANY(${conversationIds}::uuid[]) RETURNING id`
  const drafts = await transaction.$queryRaw<Draft[]>`
    DELETE FROM drafts WHERE user_id = ${userId}::uuid AND conversation_id = ANY(${conversationIds}::uuid[])
    RETURNING conversation_id AS "conversationId", root_id AS "rootId", '' AS body, ${isoTime(Prisma.sql`clock_timestamp()`)} AS "writtenAt"`
  return { userId, scheduledIds: scheduled.map(({ id }) => id), drafts }
}

/** Tells their devices: none shows as waiting what nobody will send. */
export function announceForgotten({ userId, scheduledIds, drafts }: Forgotten): void {
  for (const id of scheduledIds) announceGone({ id, authorId: userId })
  for (const draft of drafts) publish({ name: 'draft:updated', to: { user: userId }, payload: draft })
}
