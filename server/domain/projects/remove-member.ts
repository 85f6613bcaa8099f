import type { Actor } from '#server/domain/access/actor.ts'
import { loadProject } from '#server/domain/access/load-project.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { database } from '#server/infra/postgres/database.ts'
import { announceDeletedUnsent } from '#server/domain/scheduled/delete-unsent.ts'
import { announceLeft, leaveProject } from './leave-project.ts'
import { assertLeadRemains, lockMembers } from './lock-members.ts'

interface Membership {
  projectId: string
  userId: string
}

/**
 * Removes a member from a project and its groups. Leads may remove anyone, members only themselves.
 * Removing a user who is not a member changes nothing.
 * @throws AppError `not_found`, `forbidden`, `last_lead` when the project would have no lead
 */
export async function removeMember({ actor, projectId, userId }: { actor: Actor } & Membership): Promise<Membership> {
  await loadProject({ actor, projectId, permission: userId === actor.userId ? 'project:read' : 'project:manage' })
  const leaving = await database().$transaction(async (transaction) => {
    const members = await lockMembers(transaction, projectId)
    if (!members.some(member => member.userId === userId)) return undefined
    assertLeadRemains(members, userId)
    return await leaveProject(transaction, { projectId, userId })
  })
  if (leaving) {
    announceLeft(leaving.left, userId)
    announceDeletedUnsent(leaving.unsent)
    await recordAudit({ actorId: actor.userId, action: 'project.member_removed', subject: projectId, address: actor.address, details: { userId } })
  }
  return { projectId, userId }
}
