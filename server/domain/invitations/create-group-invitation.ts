import { AppError } from '#shared/errors.ts'
import type { Invitation, ParticipantRole, ProjectRole } from '#shared/types.ts'
import { authorize, type Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { loadProject } from '#server/domain/access/load-project.ts'
import { issueInvitation, type InvitationTerms } from './issue-invitation.ts'

/**
 * Creates an invitation into a group. Without a project role only members of its project can use it.
 * With one, which only leads may give, anyone can use it.
 * @throws AppError `not_found`, `forbidden`, `conversation_archived`, `too_many_invitations`
 */
export async function createGroupInvitation({ actor, conversationId, role, projectRole, ...terms }: InvitationTerms & {
  actor: Actor
  conversationId: string
  role: Exclude<ParticipantRole, 'owner'>
  projectRole?: Exclude<ProjectRole, 'lead'> | undefined
}): Promise<Invitation> {
  const { type, status, projectId, mine, settings } = await loadConversation({ actor, conversationId })
  authorize(actor, 'participant:add', { participantRole: mine.role, conversationType: type, settings, newRole: role })
  if (!projectId) throw new AppError('forbidden')
  if (projectRole) await loadProject({ actor, projectId, permission: 'project:manage' })
  if (status === 'archived') throw new AppError('conversation_archived')
  const target = { projectId, projectRole: projectRole ?? null, conversationId, conversationRole: role }
  return await issueInvitation({ actor, target, terms })
}
