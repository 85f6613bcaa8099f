import { Prisma } from '#generated/client.ts'
import { announceClosed, closeAccount, type ClosedAccount } from '#server/domain/account/delete-account.ts'
import { database } from '#server/infra/postgres/database.ts'
import { demoIsPresent } from './demo.ts'

/** Milliseconds. The demo has some hundred messages; people may have added thousands while they tried it. */
export const REMOVAL_TIMEOUT_MS = 120_000

/** What was removed, as numbers of rows. */
export interface RemovedDemo {
  accounts: number
  projects: number
  conversations: number
}

/**
 * Removes the demo for good: its accounts, its projects, and the conversations of both, including
 * what other people wrote there. Accounts that people registered stay. A second call removes nothing.
 */
export async function removeDemo(): Promise<RemovedDemo> {
  const removal = await database().$transaction(transaction => removeDemoRows(transaction), { timeout: REMOVAL_TIMEOUT_MS })
  announceRemovedDemo(removal)
  return { accounts: removal.closed.length, projects: removal.projects, conversations: removal.conversations }
}

/** A removal before its commit. */
export interface DemoRemoval extends Omit<RemovedDemo, 'accounts'> {
  closed: ClosedAccount[]
}

/**
 * The first half of `removeDemo`, for a transaction of more: announce after its commit. The new
 * epoch makes every client drop what it stored of the demo.
 */
export async function removeDemoRows(transaction: Prisma.TransactionClient): Promise<DemoRemoval> {
  await lockDemoParticipants(transaction)
  const conversations = await deleteConversations(transaction)
  const projects = await deleteProjects(transaction)
  const closed = await deleteAccounts(transaction)
  await transaction.$executeRaw`UPDATE installation SET demo_removed_at = COALESCE(demo_removed_at, now()), epoch = gen_random_uuid()`
  return { conversations, projects, closed }
}

/** The second half: sockets of the demo accounts close, and pages no longer mention the demo. */
export function announceRemovedDemo({ closed }: Pick<DemoRemoval, 'closed'>): void {
  for (const account of closed) announceClosed(account)
  demoIsPresent.set(false)
}

/** Projects that came with the demo, and projects that only demo accounts lead. */
const demoProjects = Prisma.sql`
  SELECT p.id FROM projects p LEFT JOIN project_members m ON m.project_id = p.id AND m.role = 'lead' LEFT JOIN users u ON u.id = m.user_id
  GROUP BY p.id HAVING p.is_demo OR bool_and(u.is_demo)`

/** In the order in which a send takes its locks: the participant, then the conversation. */
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

/** The row of a demo account that wrote in somebody's real group stays there without a name, as with any deleted account. */
async function deleteAccounts(transaction: Prisma.TransactionClient): Promise<ClosedAccount[]> {
  const accounts = await transaction.user.findMany({ where: { isDemo: true }, select: { id: true } })
  const closed: ClosedAccount[] = []
  for (const { id } of accounts) closed.push(await closeAccount(transaction, { userId: id, reason: 'demo_removed' }))
  await transaction.$executeRaw`
    DELETE FROM users u WHERE is_demo AND NOT EXISTS (SELECT FROM participants p WHERE p.user_id = u.id)`
  await transaction.user.updateMany({ where: { isDemo: true }, data: { isDemo: false } })
  return closed
}
