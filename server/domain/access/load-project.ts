import type { Project } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import type { Permission } from '#shared/permissions.ts'
import type { ProjectRole } from '#shared/types.ts'
import { database } from '#server/infra/postgres/database.ts'
import type { Actor } from './actor.ts'
import { authorize } from './actor.ts'

/**
 * Loads a project for one of its members.
 * @throws AppError `not_found` unless the actor is a member, `forbidden` when the role is not enough
 */
export async function loadProject({ actor, projectId, permission = 'project:read' }: {
  actor: Actor
  projectId: string
  permission?: Permission
}): Promise<{ project: Project, role: ProjectRole }> {
  const membership = await database().projectMember.findUnique({
    where: { projectId_userId: { projectId, userId: actor.userId } },
    include: { project: true },
  })
  if (!membership) {
    actor.permissionChecked = true
    throw new AppError('not_found')
  }
  authorize(actor, permission, { projectRole: membership.role })
  return { project: membership.project, role: membership.role }
}
