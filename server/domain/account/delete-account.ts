import type { Prisma } from '#generated/client.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { assertLeadsRemain } from '#server/domain/projects/assert-leads-remain.ts'
import { announceLeft, leaveProject, type LeftConversation } from '#server/domain/projects/leave-project.ts'
import { database } from '#server/infra/postgres/database.ts'
import { confirmPassword } from '#server/domain/passwords/confirm-password.ts'
import { lockAccount } from '#server/domain/authentication/email-token.ts'
import { announceEndedSessions, type EndReason, revokeSessions } from '#server/domain/authentication/end-sessions.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'

/**
 * Deletes the actor's account: it leaves all projects and groups, its sessions end, and name, address
 * and profile are erased. Its messages stay, because they are part of other people's conversations.
 * @throws AppError `wrong_credentials`, `last_lead` for the only lead of a project with other members
 */
export async function deleteAccount({ actor, password }: { actor: Actor, password: string }): Promise<void> {
  const { id: userId } = await confirmPassword({ actor, password })
  const deleted = await database().$transaction(transaction => deleteAccountRows(transaction, { userId, reason: 'account_deleted' }))
  announceDeletedAccount(deleted)
  await recordAudit({ actorId: userId, action: 'account.deleted', subject: userId, address: actor.address })
}

/** The groups that a deleted account left and the sessions that ended. Announce them after the commit. */
export interface DeletedAccount {
  userId: string
  left: LeftConversation[]
  ended: string[]
}

/**
 * The database part of `deleteAccount`, for use in a larger transaction. Call `announceDeletedAccount` after its commit.
 * @throws AppError `last_lead` for the only lead of a project with other members
 */
export async function deleteAccountRows(transaction: Prisma.TransactionClient, { userId, reason }: { userId: string, reason: EndReason }): Promise<DeletedAccount> {
  const left = await leaveProjects(transaction, userId)
  await anonymise(transaction, userId)
  return { userId, left, ended: await revokeSessions(transaction, { userId, reason }) }
}

/** Notifies the groups that the account left, and closes its sockets. */
export function announceDeletedAccount({ userId, left, ended }: DeletedAccount): void {
  announceLeft(left, userId)
  announceEndedSessions(ended)
}

async function leaveProjects(transaction: Prisma.TransactionClient, userId: string): Promise<LeftConversation[]> {
  await assertLeadsRemain(transaction, userId)
  const memberships = await transaction.projectMember.findMany({ where: { userId }, orderBy: { projectId: 'asc' } })
  const left: LeftConversation[] = []
  for (const { projectId } of memberships) left.push(...(await leaveProject(transaction, { projectId, userId })).left)
  return left
}

async function anonymise(transaction: Prisma.TransactionClient, userId: string): Promise<void> {
  const now = new Date()
  // Participants before the account: a send locks them in this order.
  await transaction.participant.updateMany({ where: { userId }, data: { lastReadAt: null } })
  // By conversation, because read_moves are indexed that way.
  await transaction.$executeRaw`
    DELETE FROM read_moves WHERE (conversation_id, user_id) IN (SELECT conversation_id, user_id FROM participants WHERE user_id = ${userId}::uuid)`
  await lockAccount(transaction, userId)
  await transaction.emailToken.deleteMany({ where: { userId } })
  await transaction.bookmark.deleteMany({ where: { userId } })
  await transaction.session.updateMany({ where: { userId }, data: { userAgent: '', address: '' } })
  await transaction.user.update({
    where: { id: userId },
    data: {
      // A reserved top-level domain that never exists (RFC 2606); the id keeps the address unique.
      email: `${userId}@deleted.invalid`,
      // Clients show a translated "deleted account" instead of an empty name.
      name: '',
      about: '',
      locale: null,
      timeZone: null,
      passwordHash: null,
      // A deleted account never shows read receipts.
      preferences: { readReceipts: false },
      emailVerifiedAt: null,
      deactivatedAt: now,
      deletedAt: now,
    },
  })
  // Last, because `lockedParticipant` lets no new rows in once the account is deactivated.
  await transaction.scheduledMessage.deleteMany({ where: { authorId: userId } })
  await transaction.draft.deleteMany({ where: { userId } })
}
