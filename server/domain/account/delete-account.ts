import type { Prisma } from '#generated/client.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { keepLeads } from '#server/domain/projects/keep-leads.ts'
import { announceLeft, leaveProject, type LeftConversation } from '#server/domain/projects/leave-project.ts'
import { database } from '#server/infra/postgres/database.ts'
import { confirmPassword } from '#server/domain/passwords/confirm-password.ts'
import { lockAccount } from '#server/domain/authentication/email-token.ts'
import { announceEnd, type EndReason, revokeSessions } from '#server/domain/authentication/end-sessions.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'

/**
 * Closes one's own account: it leaves its projects and their groups, its sessions end, and name,
 * address and profile are gone for good. The messages stay, since they are half of somebody
 * else's conversation too.
 * @throws AppError `wrong_credentials`, `last_lead` while others are in a project that nobody else leads
 */
export async function deleteAccount({ actor, password }: { actor: Actor, password: string }): Promise<void> {
  const { id: userId } = await confirmPassword({ actor, password })
  const closed = await database().$transaction(transaction => closeAccount(transaction, { userId, reason: 'account_deleted' }))
  announceClosed(closed)
  await recordAudit({ actorId: userId, action: 'account.deleted', subject: userId, address: actor.address })
}

/** A closed account, before its commit: the groups it left and the sessions that ended. */
export interface ClosedAccount {
  userId: string
  left: LeftConversation[]
  ended: string[]
}

/**
 * The first half of `deleteAccount`, for a transaction of more: announce after its commit.
 * @throws AppError `last_lead` while others are in a project that nobody else leads
 */
export async function closeAccount(transaction: Prisma.TransactionClient, { userId, reason }: { userId: string, reason: EndReason }): Promise<ClosedAccount> {
  const left = await leaveProjects(transaction, userId)
  await anonymise(transaction, userId)
  return { userId, left, ended: await revokeSessions(transaction, { userId, reason }) }
}

/** The second half: the groups learn who left, and the sockets of the account close. */
export function announceClosed({ userId, left, ended }: ClosedAccount): void {
  announceLeft(left, userId)
  announceEnd(ended)
}

async function leaveProjects(transaction: Prisma.TransactionClient, userId: string): Promise<LeftConversation[]> {
  await keepLeads(transaction, userId)
  const memberships = await transaction.projectMember.findMany({ where: { userId }, orderBy: { projectId: 'asc' } })
  const left: LeftConversation[] = []
  for (const { projectId } of memberships) left.push(...(await leaveProject(transaction, { projectId, userId })).left)
  return left
}

async function anonymise(transaction: Prisma.TransactionClient, userId: string): Promise<void> {
  const now = new Date()
  // Parts before the account, as a send takes them.
  await transaction.participant.updateMany({ where: { userId }, data: { lastReadAt: null } })
  // By conversation, as the steps are indexed.
  await transaction.$executeRaw`
    DELETE FROM read_moves WHERE (conversation_id, user_id) IN (SELECT conversation_id, user_id FROM participants WHERE user_id = ${userId}::uuid)`
  await lockAccount(transaction, userId)
  await transaction.emailToken.deleteMany({ where: { userId } })
  await transaction.bookmark.deleteMany({ where: { userId } })
  await transaction.session.updateMany({ where: { userId }, data: { userAgent: '', address: '' } })
  await transaction.user.update({
    where: { id: userId },
    data: {
      // A top-level domain that can never exist (RFC 2606), and the id keeps it unique.
      email: `${userId}@deleted.invalid`,
      // Whoever reads it is told in their own language that there is nobody any more.
      name: '',
      about: '',
      locale: null,
      timeZone: null,
      passwordHash: null,
      // Who has gone shows nothing of what they read, whatever they had chosen.
      preferences: { readReceipts: false },
      emailVerifiedAt: null,
      deactivatedAt: now,
      deletedAt: now,
    },
  })
  // Only now nothing more can come (`lockedParticipant`).
  await transaction.scheduledMessage.deleteMany({ where: { authorId: userId } })
  await transaction.draft.deleteMany({ where: { userId } })
}
