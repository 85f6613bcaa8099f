import type { Prisma } from '#generated/client.ts'
import { publish } from '#server/domain/events.ts'
import { deleteUnsent, type DeletedUnsent } from '#server/domain/scheduled/delete-unsent.ts'

/** A group that a user left, with the `changeSeq` of that change. */
export interface LeftConversation {
  id: string
  changeSeq: number
}

/** The groups that the user left, and the scheduled messages and drafts deleted in them. */
interface Leaving {
  left: LeftConversation[]
  unsent: DeletedUnsent
}

/**
 * Removes a user from a project and its groups in one transaction, because groups belong to the
 * tenant. If the user was the only owner of a group, its longest-standing admin, else member, becomes
 * the owner. The caller has locked the project and calls `announceLeft` after the commit.
 */
export async function leaveProject(
  transaction: Prisma.TransactionClient,
  { projectId, userId }: { projectId: string, userId: string },
): Promise<Leaving> {
  await transaction.projectMember.deleteMany({ where: { projectId, userId } })
  await closeOldInvitations(transaction, { projectId, userId })
  const groups = await lockGroups(transaction, { projectId, userId })
  const left = await leaveGroups(transaction, { groups, userId })
  return { left, unsent: await deleteUnsent(transaction, { userId, conversationIds: groups }) }
}

/**
 * Records the departure, so that the user cannot use older invitations, and revokes those for the
 * user's address, so that a new account with the same address cannot use them either. The clock is
 * read under the project's lock, which a new invitation waits for too.
 */
async function closeOldInvitations(
  transaction: Prisma.TransactionClient,
  { projectId, userId }: { projectId: string, userId: string },
): Promise<void> {
  await transaction.$executeRaw`
    INSERT INTO project_departures (project_id, user_id, left_at) VALUES (${projectId}::uuid, ${userId}::uuid, clock_timestamp())
    ON CONFLICT (project_id, user_id) DO UPDATE SET left_at = excluded.left_at`
  await transaction.$executeRaw`
    UPDATE invitations SET revoked_at = clock_timestamp()
    WHERE project_id = ${projectId}::uuid AND revoked_at IS NULL AND email = (SELECT email FROM users WHERE id = ${userId}::uuid)`
}

/**
 * Locks the groups in id order, which prevents deadlocks between two removals. It is a statement of
 * its own, so that the next one sees all changes made before the lock.
 */
async function lockGroups(
  transaction: Prisma.TransactionClient,
  { projectId, userId }: { projectId: string, userId: string },
): Promise<string[]> {
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    SELECT c.id FROM conversations c
    JOIN participants p ON p.conversation_id = c.id
    WHERE c.project_id = ${projectId}::uuid AND p.user_id = ${userId}::uuid AND p.left_at IS NULL
    ORDER BY c.id
    FOR UPDATE OF c`
  return rows.map(({ id }) => id)
}

/**
 * Removes the user from the groups and sets new owners. A new owner takes a `changeSeq` of its own
 * without an event: clients notice the gap before the `changeSeq` of the removal and fetch the
 * conversation with its new owner.
 */
async function leaveGroups(
  transaction: Prisma.TransactionClient,
  { groups, userId }: { groups: string[], userId: string },
): Promise<LeftConversation[]> {
  return await transaction.$queryRaw<LeftConversation[]>`
    WITH present AS (
      SELECT p.*, u.deactivated_at FROM participants p JOIN users u ON u.id = p.user_id
      WHERE p.conversation_id = ANY(${groups}::uuid[]) AND p.left_at IS NULL
    ), removed AS (
      UPDATE participants p SET left_at = clock_timestamp()
      FROM present l WHERE l.user_id = ${userId}::uuid AND p.conversation_id = l.conversation_id AND p.user_id = l.user_id
    ), successors AS (
      SELECT DISTINCT ON (o.conversation_id) o.conversation_id, o.user_id FROM present o
      WHERE o.user_id <> ${userId}::uuid AND NOT EXISTS (
        SELECT FROM present w WHERE w.conversation_id = o.conversation_id AND w.user_id <> ${userId}::uuid AND w.role = 'owner')
      ORDER BY o.conversation_id, o.deactivated_at IS NOT NULL, o.role <> 'admin', o.created_at, o.user_id
    ), promoted AS (
      UPDATE participants p SET role = 'owner'
      FROM successors h WHERE p.conversation_id = h.conversation_id AND p.user_id = h.user_id
      RETURNING p.conversation_id
    )
    UPDATE conversations c
    SET change_seq = change_seq + 1 + (SELECT COUNT(*)::int FROM promoted h WHERE h.conversation_id = c.id), changed_at = now()
    WHERE c.id = ANY(${groups}::uuid[])
    RETURNING c.id, c.change_seq AS "changeSeq"`
}

/** Notifies all participants of the groups, including the user who left, whose sockets leave the rooms. */
export function announceLeft(left: readonly LeftConversation[], userId: string): void {
  for (const { id, changeSeq } of left) {
    publish({ name: 'participant:removed', to: { conversation: id }, payload: { conversationId: id, changeSeq, userId } })
  }
}
