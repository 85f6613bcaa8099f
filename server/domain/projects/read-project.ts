import type { ProjectDetails } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadProject } from '#server/domain/access/load-project.ts'
import { presenceOf } from '#server/domain/presence.ts'
import { summaryColumns, toUserSummary } from '#server/domain/read-model/to-user-summary.ts'
import { database } from '#server/infra/postgres/database.ts'
import { toProject } from './to-project.ts'

/**
 * Reads a project with its members, in the order in which they joined.
 * @throws AppError `not_found` unless the actor is a member
 */
export async function readProject({ actor, projectId }: { actor: Actor, projectId: string }): Promise<ProjectDetails> {
  const { project, role } = await loadProject({ actor, projectId })
  const members = await database().projectMember.findMany({
    where: { projectId },
    include: { user: { select: summaryColumns } },
    orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
  })
  const presence = await presenceOf(members.map(member => member.userId))
  return {
    ...toProject(project, { role, memberCount: members.length }),
    members: members.map(member => ({
      user: toUserSummary(member.user, presence),
      role: member.role,
      joinedAt: member.createdAt.toISOString(),
    })),
  }
}
