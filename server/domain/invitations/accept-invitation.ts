import type { Invitation, Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { markConsulted, type Actor } from '#server/domain/access/actor.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { admit, type ChangedPart } from '#server/domain/participants/admit.ts'
import { announceParticipants } from '#server/domain/participants/announce-participants.ts'
import { lockPeople, lockProject, type People } from '#server/domain/participants/change-participants.ts'
import { database } from '#server/infra/postgres/database.ts'
import { findInvited } from './find-invited.ts'
import { assertInvitationUsable } from './standing.ts'

/** Where an invitation led. */
interface Destination {
  projectId: string
  conversationId: string | null
}

/**
 * Lets the actor in by an invitation. Whoever is in already stays as they are and uses nothing up,
 * so that a repeated call counts once. Under the locks of a send and of a removal, so that nobody
 * slips through a link that is being taken back or used up at the same moment.
 * @throws AppError `invitation_invalid`, `invitation_expired`, `invitation_revoked`, `invitation_used`
 * (also when the actor came in by it before), `invitation_outdated` for a person who left or was removed
 * after it was made, `invitation_foreign`, `conversation_archived`, `no_shared_project` for a link that is for people of the project
 */
export async function acceptInvitation({ actor, token }: { actor: Actor, token: string }): Promise<Destination> {
  markConsulted(actor)
  const { invitation, changed } = await database().$transaction(transaction => enter(transaction, actor, token))
  const { id, projectId, conversationId } = invitation
  if (!changed) return { projectId, conversationId }
  if (conversationId) await announceParticipants({ actor, conversationId, name: 'participant:added', changed })
  await recordAudit({ actorId: actor.userId, action: 'invitation.accepted', subject: id, address: actor.address, details: { target: conversationId ?? projectId } })
  return { projectId, conversationId }
}

async function enter(transaction: Prisma.TransactionClient, { userId }: Actor, token: string): Promise<{ invitation: Invitation, changed: ChangedPart[] | undefined }> {
  const { id, projectId, conversationId } = await findInvited(transaction, token)
  await lockProject(transaction, projectId)
  const people = conversationId ? await lockPeople(transaction, conversationId) : undefined
  await transaction.$queryRaw`SELECT 1 FROM invitations WHERE id = ${id}::uuid FOR UPDATE`
  const invitation = await findInvited(transaction, token)
  const membership = await transaction.projectMember.findUnique({ where: { projectId_userId: { projectId, userId } } })
  if (people ? people.roles.has(userId) : membership) return { invitation, changed: undefined }
  await refuseUnsuited(transaction, invitation, { userId, isMember: membership !== null })
  if (people?.status === 'archived') throw new AppError('conversation_archived')
  if (!membership && !invitation.projectRole) throw new AppError('no_shared_project')
  await use(transaction, invitation, userId)
  return { invitation, changed: await letIn(transaction, invitation, people, userId) }
}

async function refuseUnsuited(transaction: Prisma.TransactionClient, invitation: Invitation, { userId, isMember }: { userId: string, isMember: boolean }): Promise<void> {
  const { id, email } = invitation
  const user = await transaction.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } })
  if (email !== null && email !== user.email) throw new AppError('invitation_foreign')
  if (await hasLeftSince(transaction, invitation, { userId, isMember })) throw new AppError('invitation_outdated')
  if (await transaction.invitationUse.count({ where: { invitationId: id, userId } }) > 0) throw new AppError('invitation_used')
  await assertInvitationUsable(transaction, invitation)
}

/**
 * Whether the person left, or was removed, after the invitation was made: from its group, or from
 * its project. A member whom a lead added again may use older invitations into other groups.
 */
async function hasLeftSince(transaction: Prisma.TransactionClient, { projectId, projectRole, conversationId, createdAt }: Invitation, { userId, isMember }: { userId: string, isMember: boolean }): Promise<boolean> {
  const since = { userId, leftAt: { gt: createdAt } }
  if (conversationId !== null && await transaction.participant.count({ where: { conversationId, ...since } }) > 0) return true
  return !isMember && projectRole !== null && await transaction.projectDeparture.count({ where: { projectId, ...since } }) > 0
}

/** Takes one use, and the proof with it that lies in holding a link that was mailed. */
async function use(transaction: Prisma.TransactionClient, { id, email }: Invitation, userId: string): Promise<void> {
  await transaction.invitation.update({ where: { id }, data: { useCount: { increment: 1 }, uses: { create: { userId } } } })
  if (email !== null) await transaction.user.updateMany({ where: { id: userId, email, emailVerifiedAt: null }, data: { emailVerifiedAt: new Date() } })
}

async function letIn(transaction: Prisma.TransactionClient, { projectId, projectRole, conversationId, conversationRole }: Invitation, people: People | undefined, userId: string): Promise<ChangedPart[]> {
  if (projectRole) await transaction.projectMember.createMany({ data: [{ projectId, userId, role: projectRole }], skipDuplicates: true })
  if (!people || !conversationId || !conversationRole) return []
  return await admit(transaction, { conversationId, userIds: [userId], role: conversationRole })
}
