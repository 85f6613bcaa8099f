import type { Prisma, PrismaClient } from '#generated/client.ts'
import { demoPassword } from './demo-accounts.ts'
import { createConversation } from './factories/conversations.ts'
import { createPeople } from './factories/people.ts'
import { createProjects } from './factories/projects.ts'
import { createRandom } from './factories/random.ts'
import { harborConversations } from './factories/world/conversations.ts'
import { harborPeople } from './factories/world/people.ts'
import { harborProjects } from './factories/world/projects.ts'

const DAY_MS = 24 * 3_600_000

/** Makes every demo the same, except for its times. */
const SEED = 20_261_121

/** Maximum milliseconds for the whole demo. On an idle machine it takes less than a second. */
const PATIENCE_MS = 120_000

/**
 * Creates the demo data in one transaction: a studio, its clients and some weeks of conversations. Does
 * nothing if any account exists.
 */
export default async function seed(database: PrismaClient, now = new Date()): Promise<void> {
  await database.$transaction(async (transaction) => {
    if (await transaction.user.count() === 0) await plant(transaction, now)
  }, { timeout: PATIENCE_MS })
}

async function plant(transaction: Prisma.TransactionClient, now: Date): Promise<void> {
  const random = createRandom(SEED)
  const createdAt = new Date(now.getTime() - 40 * DAY_MS)
  const people = await createPeople(transaction, harborPeople, { password: demoPassword, isDemo: true, createdAt, random })
  const projects = await createProjects(transaction, harborProjects, { people, isDemo: true, createdAt, random })
  for (const story of harborConversations) await createConversation(transaction, story, { people, projects, now, random })
}
