import type { Project } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { markPermissionChecked } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'
import { toProject } from './to-project.ts'

/** Lists the actor's projects by name. */
export async function listProjects({ actor }: { actor: Actor }): Promise<Project[]> {
  markPermissionChecked(actor)
  const memberships = await database().projectMember.findMany({
    where: { userId: actor.userId },
    include: { project: { include: { _count: { select: { members: true } } } } },
    orderBy: [{ project: { name: 'asc' } }, { projectId: 'asc' }],
  })
  return memberships.map(({ project, role }) => toProject(project, { role, memberCount: project._count.members }))
}
