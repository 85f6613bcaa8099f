import type { ProjectSettings } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadProject } from '#server/domain/access/load-project.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { database } from '#server/infra/postgres/database.ts'
import { readProjectSettings } from '#server/domain/read-model/read-project-settings.ts'

/**
 * Updates the given settings. The database merges them, so concurrent changes of other settings are kept.
 * @throws AppError `not_found`, `forbidden`
 */
export async function updateSettings({ actor, projectId, change }: {
  actor: Actor
  projectId: string
  change: { [Name in keyof ProjectSettings]?: ProjectSettings[Name] | undefined }
}): Promise<ProjectSettings> {
  await loadProject({ actor, projectId, permission: 'project:manage' })
  await database().$executeRaw`
    UPDATE projects SET settings = settings || ${JSON.stringify(change)}::jsonb, updated_at = clock_timestamp()
    WHERE id = ${projectId}::uuid`
  const details = Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value ?? 'unlimited']))
  await recordAudit({ actorId: actor.userId, action: 'project.settings_changed', subject: projectId, address: actor.address, details })
  return await readProjectSettings(projectId)
}
