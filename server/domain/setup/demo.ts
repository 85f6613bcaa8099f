import { database } from '#server/infra/postgres/database.ts'
import { lateBound } from '#server/infra/late-bound.ts'

/** Whether this installation has demo accounts. Set at the start and when the demo is removed. */
export const demoIsPresent = lateBound<boolean>('demo state')

/** Reads from the database whether demo accounts exist. */
export async function findDemo(): Promise<boolean> {
  return await database().user.count({ where: { isDemo: true } }) > 0
}

/** Whether demo data may be created: no account exists, and the demo was never removed. */
export async function mayCreateDemo(): Promise<boolean> {
  const [accounts, removals] = await Promise.all([
    database().user.count(),
    database().installation.count({ where: { demoRemovedAt: { not: null } } }),
  ])
  return accounts === 0 && removals === 0
}
