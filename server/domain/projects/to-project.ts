import type { Project as ProjectRow } from '#generated/client.ts'
import type { Project, ProjectRole } from '#shared/types.ts'

/** A project as one of its members sees it. */
export function toProject(project: ProjectRow, { role, memberCount }: { role: ProjectRole, memberCount: number }): Project {
  return {
    id: project.id,
    name: project.name,
    slug: project.slug,
    status: project.status,
    role,
    memberCount,
    createdAt: project.createdAt.toISOString(),
  }
}
