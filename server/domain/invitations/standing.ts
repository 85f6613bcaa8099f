import type { Invitation, Prisma } from '#generated/client.ts'
import { defaultSettings } from '#shared/conversation-settings.ts'
import { AppError } from '#shared/errors.ts'
import { can } from '#shared/permissions.ts'
import type { ConversationSettings } from '#shared/types.ts'

/**
 * Refuses an invitation that does not stand any more.
 * @throws AppError `invitation_revoked` (also when whoever gave it may not invite any more),
 * `invitation_expired`, `invitation_used`
 */
export async function assertInvitationUsable(db: Prisma.TransactionClient, invitation: Invitation): Promise<void> {
  if (invitation.revokedAt) throw new AppError('invitation_revoked')
  if (invitation.expiresAt <= new Date()) throw new AppError('invitation_expired')
  if (invitation.useCount >= invitation.maxUses) throw new AppError('invitation_used')
  if (!await mayStillInvite(db, invitation)) throw new AppError('invitation_revoked')
}

/** A link is worth what its maker is worth now: whoever was removed or lowered opens no door from outside. */
async function mayStillInvite(db: Prisma.TransactionClient, { invitedById, projectId, projectRole, conversationId, conversationRole }: Invitation): Promise<boolean> {
  const member = await db.projectMember.findUnique({
    where: { projectId_userId: { projectId, userId: invitedById }, user: { deactivatedAt: null, deletedAt: null } },
  })
  if (!member || (projectRole && !can({ projectRole: member.role }, 'project:manage'))) return false
  if (!conversationId || !conversationRole) return true
  const part = await db.participant.findUnique({
    where: { conversationId_userId: { conversationId, userId: invitedById }, leftAt: null },
    include: { conversation: { select: { type: true, settings: true } } },
  })
  if (!part) return false
  const settings = { ...defaultSettings, ...part.conversation.settings as Partial<ConversationSettings> }
  return can({ participantRole: part.role, conversationType: part.conversation.type, settings, newRole: conversationRole }, 'participant:add')
}
