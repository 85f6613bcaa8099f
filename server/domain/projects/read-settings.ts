import { projectSettings } from '#shared/contracts/projects.ts'
import type { ProjectSettings } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadProject } from '#server/domain/access/load-project.ts'

/**
 * Reads the settings of a project for one of its members.
 * @throws AppError `not_found`
 */
export async function readSettings({ actor, projectId }: { actor: Actor, projectId: string }): Promise<ProjectSettings> {
  const { project } = await loadProject({ actor, projectId })
  return projectSettings.parse(project.settings)
}
