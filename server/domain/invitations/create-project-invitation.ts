import type { Invitation, ProjectRole } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadProject } from '#server/domain/access/load-project.ts'
import { issueInvitation, type InvitationTerms } from './issue-invitation.ts'

/**
 * Creates an invitation into a project. Only for leads.
 * @throws AppError `not_found`, `forbidden`, `too_many_invitations`
 */
export async function createProjectInvitation({ actor, projectId, projectRole, ...terms }: InvitationTerms & {
  actor: Actor
  projectId: string
  projectRole: Exclude<ProjectRole, 'lead'>
}): Promise<Invitation> {
  await loadProject({ actor, projectId, permission: 'project:manage' })
  return await issueInvitation({ actor, target: { projectId, projectRole }, terms })
}
