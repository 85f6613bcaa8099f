import type { Actor } from '#server/domain/access/actor.ts'
import type { DomainEvent } from '#server/domain/events.ts'
import { eventPublisher } from '#server/domain/events.ts'
import { closeDatabase, openDatabase } from '#server/infra/postgres/database.ts'
import { createLogger, logger } from '#server/infra/logger.ts'
import type { TestDatabase } from './test-database.ts'
import { createDatabase } from './test-database.ts'

/** The domain in this process, on a database for one test file, without HTTP and sockets. */
export interface TestDomain {
  readonly database: TestDatabase
  /** The events published since the last call. */
  published(): DomainEvent[]
  /** An actor with a valid session, as a route would load it. */
  actorFor(userId: string): Promise<Actor>
  close(): Promise<void>
}

/** Opens it, on a new database unless one is given. The caller closes it, which drops the database. */
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
