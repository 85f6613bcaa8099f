import type { Prisma } from '#generated/client.ts'
import { publish } from '#server/domain/events.ts'

/** A group that somebody left, with the number of that change. */
export interface LeftConversation {
  id: string
  changeSeq: number
}

/**
 * Takes a person out of a project and, in the same breath, out of its group conversations: what
 * belongs to the tenant is closed to whoever no longer does. Announce it after the commit.
 */
export async function leaveProject(
  transaction: Prisma.TransactionClient,
  { projectId, userId }: { projectId: string, userId: string },
): Promise<LeftConversation[]> {
  await transaction.projectMember.deleteMany({ where: { projectId, userId } })
  // Locked in the order of their ids, so two removals at once never wait for each other.
  return await transaction.$queryRaw<LeftConversation[]>`
    WITH joined AS (
      SELECT c.id FROM conversations c
      JOIN participants p ON p.conversation_id = c.id
      WHERE c.project_id = ${projectId}::uuid AND p.user_id = ${userId}::uuid AND p.left_at IS NULL
      ORDER BY c.id
      FOR UPDATE OF c
    ), counted AS (
      UPDATE conversations c SET change_seq = change_seq + 1, changed_at = now()
      FROM joined WHERE c.id = joined.id
      RETURNING c.id, c.change_seq
    ), parted AS (
      UPDATE participants p SET left_at = now()
      FROM counted WHERE p.conversation_id = counted.id AND p.user_id = ${userId}::uuid
    )
    SELECT id, change_seq AS "changeSeq" FROM counted`
}

/** Tells the participants of every group, the person who left included; their sockets leave the rooms. */
export function announceLeft(left: readonly LeftConversation[], userId: string): void {
  for (const { id, changeSeq } of left) {
    publish({ name: 'participant:removed', to: { conversation: id }, payload: { conversationId: id, changeSeq, userId } })
  }
}
