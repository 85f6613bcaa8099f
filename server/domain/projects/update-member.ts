import { AppError } from '#shared/errors.ts'
import type { ProjectDetails, ProjectRole } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadProject } from '#server/domain/access/load-project.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { database } from '#server/infra/postgres/database.ts'
import { assertLeadRemains, lockMembers } from './lock-members.ts'
import { readProject } from './read-project.ts'

/**
 * Changes the role of a member.
 * @throws AppError `not_found`, `forbidden`, `last_lead` when the project would have no lead
 */
export async function updateMember({ actor, projectId, userId, role }: {
  actor: Actor
  projectId: string
  userId: string
  role: ProjectRole
}): Promise<ProjectDetails> {
  await loadProject({ actor, projectId, permission: 'project:manage' })
  await database().$transaction(async (transaction) => {
    const members = await lockMembers(transaction, projectId)
    if (!members.some(member => member.userId === userId)) throw new AppError('not_found')
    if (role !== 'lead') assertLeadRemains(members, userId)
    await transaction.projectMember.update({ where: { projectId_userId: { projectId, userId } }, data: { role } })
  })
  await recordAudit({ actorId: actor.userId, action: 'project.member_role_changed', subject: projectId, address: actor.address, details: { userId, role } })
  return await readProject({ actor, projectId })
}
