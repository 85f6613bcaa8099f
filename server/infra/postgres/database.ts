import { PrismaPg } from '@prisma/adapter-pg'
import type { ClientBase } from 'pg'
import { Pool, types } from 'pg'
import { PrismaClient } from '#generated/client.ts'
import { lateBound } from '#server/infra/late-bound.ts'

/** Connections a node keeps. One statement takes about 0.2 ms, so few serve thousands a second. */
const POOL_SIZE = 20

/** Connections for groups of messages: while one waits for a locked conversation, the other goes on. */
export const MESSAGE_CONNECTIONS = 2

/** Milliseconds a request waits for a connection before it is answered with `unavailable`. */
const CONNECT_TIMEOUT_MS = 5_000

/** Prisma, for everything that is not hot. */
export const database = lateBound<PrismaClient>('database')

/** The same connections without a layer in between, for statements on the hot path. */
export const pool = lateBound<Pool>('database pool')

/**
 * A few connections of their own for the statement of the hot path. They keep its plan: PostgreSQL
 * would otherwise plan it again for every group, which takes longer than running it.
 */
export const messagePool = lateBound<Pool>('fast lanes to the database')

/** Opens the connections of this process. A lost idle connection is replaced, never fatal. */
export function openDatabase(url: string, onIdleError: (error: Error) => void): void {
  const options = { connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, types }
  const connections = new Pool({ ...options, max: POOL_SIZE })
  connections.on('error', onIdleError)
  pool.set(connections)
  const lanes = new Pool({ ...options, max: MESSAGE_CONNECTIONS, onConnect: keepPlans })
  lanes.on('error', onIdleError)
  messagePool.set(lanes)
  // "minimal": longer errors repeat the arguments of the call, with people's words in them.
  database.set(new PrismaClient({ adapter: new PrismaPg(connections), errorFormat: 'minimal' }))
}

/** The pool hands the connection out once this is done. */
async function keepPlans(client: ClientBase): Promise<void> {
  await client.query('SET plan_cache_mode = force_generic_plan')
}

/** Waits for running statements and closes every connection. */
export async function closeDatabase(): Promise<void> {
  if (!database.isSet()) return
  await database().$disconnect()
  await Promise.all([pool().end(), messagePool().end()])
  for (const connection of [database, pool, messagePool]) connection.clear()
}
