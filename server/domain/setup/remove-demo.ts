import { Prisma } from '#generated/client.ts'
import { announceDeletedAccount, deleteAccountRows, type DeletedAccount } from '#server/domain/account/delete-account.ts'
import { database } from '#server/infra/postgres/database.ts'
import { demoIsPresent } from './demo.ts'

/** Milliseconds. The demo has some hundred messages; users may have added thousands. */
export const REMOVAL_TIMEOUT_MS = 120_000

/** Numbers of removed rows. */
export interface RemovedDemo {
  accounts: number
  projects: number
  conversations: number
}

/**
 * Removes the demo permanently: its accounts, its projects, and the conversations of both, including
 * messages of other users. Registered accounts stay. A second call removes nothing.
 */
export async function removeDemo(): Promise<RemovedDemo> {
  const removal = await database().$transaction(transaction => removeDemoRows(transaction), { timeout: REMOVAL_TIMEOUT_MS })
  announceRemovedDemo(removal)
  return { accounts: removal.deleted.length, projects: removal.projects, conversations: removal.conversations }
}

/** A removal before its commit, with the accounts to announce. */
export interface DemoRemoval extends Omit<RemovedDemo, 'accounts'> {
  deleted: DeletedAccount[]
}

/**
 * The database part of `removeDemo`, for use in a larger transaction. Call `announceRemovedDemo` after
 * its commit. The new epoch makes every client delete its stored demo data.
 */
export async function removeDemoRows(transaction: Prisma.TransactionClient): Promise<DemoRemoval> {
  await lockDemoParticipants(transaction)
  const conversations = await deleteConversations(transaction)
  const projects = await deleteProjects(transaction)
  const deleted = await deleteAccounts(transaction)
  await transaction.$executeRaw`UPDATE installation SET demo_removed_at = COALESCE(demo_removed_at, now()), epoch = gen_random_uuid()`
  return { conversations, projects, deleted }
}

/** Closes the sockets of the demo accounts and hides the demo from pages. */
export function announceRemovedDemo({ deleted }: Pick<DemoRemoval, 'deleted'>): void {
  for (const account of deleted) announceDeletedAccount(account)
  demoIsPresent.set(false)
}

/** Projects that came with the demo, and projects that only demo accounts lead. */
const demoProjects = Prisma.sql`
  SELECT p.id FROM projects p LEFT JOIN project_members m ON m.project_id = p.id AND m.role = 'lead' LEFT JOIN users u ON u.id = m.user_id
  GROUP BY p.id HAVING p.is_demo OR bool_and(u.is_demo)`

/** Locks participants before conversations, as a send does, which prevents deadlocks. */
async function lockDemoParticipants(transaction: Prisma.TransactionClient): Promise<void> {
  await transaction.$queryRaw`
    SELECT 1 FROM participants WHERE user_id IN (SELECT id FROM users WHERE is_demo)
    ORDER BY conversation_id, user_id FOR UPDATE`
}

/** Notes and direct conversations of demo accounts, and all groups of the demo's projects. */
async function deleteConversations(transaction: Prisma.TransactionClient): Promise<number> {
  return await transaction.$executeRaw`
    DELETE FROM conversations
    WHERE project_id IN (${demoProjects})
      OR EXISTS (SELECT FROM users u WHERE u.is_demo AND u.id IN (self_user_id, direct_low_id, direct_high_id))`
}

async function deleteProjects(transaction: Prisma.TransactionClient): Promise<number> {
  return await transaction.$executeRaw`DELETE FROM projects WHERE id IN (${demoProjects})`
}

/** A demo account that wrote in a real group stays there without a name, like any deleted account. */
async function deleteAccounts(transaction: Prisma.TransactionClient): Promise<DeletedAccount[]> {
  const accounts = await transaction.user.findMany({ where: { isDemo: true }, select: { id: true } })
  const deleted: DeletedAccount[] = []
  for (const { id } of accounts) deleted.push(await deleteAccountRows(transaction, { userId: id, reason: 'demo_removed' }))
  await transaction.$executeRaw`
    DELETE FROM users u WHERE is_demo AND NOT EXISTS (SELECT FROM participants p WHERE p.user_id = u.id)`
  await transaction.user.updateMany({ where: { isDemo: true }, data: { isDemo: false } })
  return deleted
}
