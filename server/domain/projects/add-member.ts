import { AppError } from '#shared/errors.ts'
import type { ProjectDetails, ProjectRole } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadProject } from '#server/domain/access/load-project.ts'
import { loadUser } from '#server/domain/access/load-user.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { database } from '#server/infra/postgres/database.ts'
import { readProject } from './read-project.ts'

/**
 * Adds a user who shares another project with the lead. Repeating the call changes nothing.
 * @throws AppError `not_found`, `forbidden`, `conflict` when the user is a member with another role
 */
export async function addMember({ actor, projectId, userId, role }: {
  actor: Actor
  projectId: string
  userId: string
  role: ProjectRole
}): Promise<{ project: ProjectDetails, created: boolean }> {
  await loadProject({ actor, projectId, permission: 'project:manage' })
  await loadUser({ actor, userId })
  const { count } = await database().projectMember.createMany({ data: [{ projectId, userId, role }], skipDuplicates: true })
  if (count === 0) await assertSameRole({ projectId, userId, role })
  else await recordAudit({ actorId: actor.userId, action: 'project.member_added', subject: projectId, address: actor.address, details: { userId, role } })
  return { project: await readProject({ actor, projectId }), created: count === 1 }
}

async function assertSameRole({ projectId, userId, role }: { projectId: string, userId: string, role: ProjectRole }): Promise<void> {
  const member = await database().projectMember.findUnique({ where: { projectId_userId: { projectId, userId } } })
  if (member?.role !== role) throw new AppError('conflict')
}
