import type { Actor } from '#server/domain/access/actor.ts'
import type { DomainEvent } from '#server/domain/events.ts'
import { eventPublisher } from '#server/domain/events.ts'
import { closeDatabase, openDatabase } from '#server/infra/postgres/database.ts'
import { createLogger, logger } from '#server/infra/logger.ts'
import type { TestDatabase } from './test-database.ts'
import { createDatabase } from './test-database.ts'

/** The domain in this very process, on a database of the test file's own, without its edges. */
export interface TestDomain {
  readonly database: TestDatabase
  /** What was announced since the last look. */
  published(): DomainEvent[]
  /** An actor as the edge would have made it, with a live session. */
  actorFor(userId: string): Promise<Actor>
  close(): Promise<void>
}

/** Opens it, on a database with a history of its own when one is given. The caller closes it in `afterAll`. */
export async function openDomain(given?: TestDatabase): Promise<TestDomain> {
  const database = given ?? await createDatabase()
  const events: DomainEvent[] = []
  openDatabase(database.url, error => error)
  logger.set(createLogger('silent'))
  eventPublisher.set({ publish: event => void events.push(event), showReceipts: () => undefined })
  return {
    database,
    published: () => events.splice(0),
    actorFor: async (userId) => {
      const [session] = await database.query<{ id: string }>(
        `INSERT INTO sessions (id, user_id, expires_at) VALUES (gen_random_uuid(), $1, now() + interval '1 day') RETURNING id`, [userId])
      if (!session) throw new Error('No session')
      return { userId, sessionId: session.id, platformRole: 'member', address: '203.0.113.7', requestId: 'test', permissionChecked: false }
    },
    close: async () => {
      await closeDatabase()
      eventPublisher.clear()
      logger.clear()
      await database.drop()
    },
  }
}
