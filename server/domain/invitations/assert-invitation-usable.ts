import type { Invitation, Prisma } from '#generated/client.ts'
import { defaultSettings } from '#shared/conversation-settings.ts'
import { AppError, type ErrorCode } from '#shared/errors.ts'
import { can } from '#shared/permissions.ts'
import type { ConversationSettings } from '#shared/types.ts'

/**
 * Refuses an invitation that can no longer be used.
 * @throws AppError `invitation_revoked` (also when its author may no longer invite), `invitation_expired`, `invitation_used`
 */
export async function assertInvitationUsable(db: Prisma.TransactionClient, invitation: Invitation): Promise<void> {
  const problem = await findInvitationProblem(db, invitation)
  if (problem) throw new AppError(problem)
}

/** The reason why an invitation can no longer be used, or `undefined` if it can. */
export async function findInvitationProblem(db: Prisma.TransactionClient, invitation: Invitation): Promise<ErrorCode | undefined> {
  if (invitation.revokedAt) return 'invitation_revoked'
  if (invitation.expiresAt <= new Date()) return 'invitation_expired'
  if (invitation.useCount >= invitation.maxUses) return 'invitation_used'
  return await mayStillInvite(db, invitation) ? undefined : 'invitation_revoked'
}

/** Whether the author could still create this invitation: removal or a lower role ends it. */
async function mayStillInvite(db: Prisma.TransactionClient, { invitedById, projectId, projectRole, conversationId, conversationRole }: Invitation): Promise<boolean> {
  const member = await db.projectMember.findUnique({
    where: { projectId_userId: { projectId, userId: invitedById }, user: { deactivatedAt: null, deletedAt: null } },
  })
  if (!member || (projectRole && !can({ projectRole: member.role }, 'project:manage'))) return false
  if (!conversationId || !conversationRole) return true
  const participant = await db.participant.findUnique({
    where: { conversationId_userId: { conversationId, userId: invitedById }, leftAt: null },
    include: { conversation: { select: { type: true, settings: true } } },
  })
  if (!participant) return false
  const settings = { ...defaultSettings, ...participant.conversation.settings as Partial<ConversationSettings> }
  return can({ participantRole: participant.role, conversationType: participant.conversation.type, settings, newRole: conversationRole }, 'participant:add')
}
