import { projectSettings } from '#shared/contracts/projects.ts'
import type { ProjectSettings } from '#shared/types.ts'
import { database } from '#server/infra/postgres/database.ts'

/** The settings of a project, with defaults. Without a project, only the defaults. */
export async function readProjectSettings(projectId: string | null): Promise<ProjectSettings> {
  const project = projectId === null
    ? null
    : await database().project.findUnique({ where: { id: projectId }, select: { settings: true } })
  return projectSettings.parse(project?.settings ?? {})
}
