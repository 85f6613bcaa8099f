import type { Invitation, Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { markPermissionChecked, type Actor } from '#server/domain/access/actor.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { insertParticipants, type ChangedParticipant } from '#server/domain/participants/insert-participants.ts'
import { announceParticipants } from '#server/domain/participants/announce-participants.ts'
import { lockConversation, lockProject, type LockedConversation } from '#server/domain/participants/change-participants.ts'
import { database } from '#server/infra/postgres/database.ts'
import { findInvitationByToken } from './find-invitation-by-token.ts'
import { assertInvitationUsable } from './assert-invitation-usable.ts'

/** The project, and the group if any, that the actor joined. */
interface Destination {
  projectId: string
  conversationId: string | null
}

/**
 * Adds the actor to a project or group by an invitation. For a current member or participant nothing
 * changes and no use is counted, so that a repeated call counts once. It takes the locks of a send
 * and of a removal, so that a link cannot be used while it is revoked or used up.
 * @throws AppError `invitation_invalid`, `invitation_expired`, `invitation_revoked`, `invitation_used`
 * (also when the actor has used it before), `invitation_outdated` for a person who left or was removed
 * after it was created, `invitation_foreign` when it is for another address, `conversation_archived`,
 * `no_shared_project` when it is for members of the project only
 */
export async function acceptInvitation({ actor, token }: { actor: Actor, token: string }): Promise<Destination> {
  markPermissionChecked(actor)
  const { invitation, changed } = await database().$transaction(transaction => join(transaction, actor, token))
  const { id, projectId, conversationId } = invitation
  if (!changed) return { projectId, conversationId }
  if (conversationId) await announceParticipants({ actor, conversationId, name: 'participant:added', changed })
  await recordAudit({ actorId: actor.userId, action: 'invitation.accepted', subject: id, address: actor.address, details: { target: conversationId ?? projectId } })
  return { projectId, conversationId }
}

async function join(transaction: Prisma.TransactionClient, { userId }: Actor, token: string): Promise<{ invitation: Invitation, changed: ChangedParticipant[] | undefined }> {
  const { id, projectId, conversationId } = await findInvitationByToken(transaction, token)
  await lockProject(transaction, projectId)
  const conversation = conversationId ? await lockConversation(transaction, conversationId) : undefined
  await transaction.$queryRaw`SELECT 1 FROM invitations WHERE id = ${id}::uuid FOR UPDATE`
  const invitation = await findInvitationByToken(transaction, token)
  const membership = await transaction.projectMember.findUnique({ where: { projectId_userId: { projectId, userId } } })
  if (conversation ? conversation.roles.has(userId) : membership) return { invitation, changed: undefined }
  await assertMayJoin(transaction, invitation, { userId, isMember: membership !== null })
  if (conversation?.status === 'archived') throw new AppError('conversation_archived')
  if (!membership && !invitation.projectRole) throw new AppError('no_shared_project')
  await countUse(transaction, invitation, userId)
  return { invitation, changed: await addMember(transaction, invitation, conversation, userId) }
}

async function assertMayJoin(transaction: Prisma.TransactionClient, invitation: Invitation, { userId, isMember }: { userId: string, isMember: boolean }): Promise<void> {
  const { id, email } = invitation
  const user = await transaction.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } })
  if (email !== null && email !== user.email) throw new AppError('invitation_foreign')
  if (await hasLeftSince(transaction, invitation, { userId, isMember })) throw new AppError('invitation_outdated')
  if (await transaction.invitationUse.count({ where: { invitationId: id, userId } }) > 0) throw new AppError('invitation_used')
  await assertInvitationUsable(transaction, invitation)
}

/**
 * Whether the person left or was removed from the group or project after the invitation was created.
 * A member whom a lead added again may use older invitations into other groups.
 */
async function hasLeftSince(transaction: Prisma.TransactionClient, { projectId, projectRole, conversationId, createdAt }: Invitation, { userId, isMember }: { userId: string, isMember: boolean }): Promise<boolean> {
  const since = { userId, leftAt: { gt: createdAt } }
  if (conversationId !== null && await transaction.participant.count({ where: { conversationId, ...since } }) > 0) return true
  return !isMember && projectRole !== null && await transaction.projectDeparture.count({ where: { projectId, ...since } }) > 0
}

/** Counts one use. A mailed link also confirms the address, since only its reader has the link. */
async function countUse(transaction: Prisma.TransactionClient, { id, email }: Invitation, userId: string): Promise<void> {
  await transaction.invitation.update({ where: { id }, data: { useCount: { increment: 1 }, uses: { create: { userId } } } })
  if (email !== null) await transaction.user.updateMany({ where: { id: userId, email, emailVerifiedAt: null }, data: { emailVerifiedAt: new Date() } })
}

async function addMember(transaction: Prisma.TransactionClient, { projectId, projectRole, conversationId, conversationRole }: Invitation, conversation: LockedConversation | undefined, userId: string): Promise<ChangedParticipant[]> {
  if (projectRole) await transaction.projectMember.createMany({ data: [{ projectId, userId, role: projectRole }], skipDuplicates: true })
  if (!conversation || !conversationId || !conversationRole) return []
  return await insertParticipants(transaction, { conversationId, userIds: [userId], role: conversationRole })
}
