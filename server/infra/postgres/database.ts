import { PrismaPg } from '@prisma/adapter-pg'
import type { ClientBase } from 'pg'
import { Pool, types } from 'pg'
import { PrismaClient } from '#generated/client.ts'
import { lateBound } from '#server/infra/late-bound.ts'

/** Connections of a node. A statement takes about 0.2 ms, so a few serve thousands of requests a second. */
const POOL_SIZE = 20

/** Connections for group commits of messages. While one waits for a row lock, the other continues. */
export const MESSAGE_CONNECTIONS = 2

/** Milliseconds that a request waits for a connection before it fails with `unavailable`. */
const CONNECT_TIMEOUT_MS = 5_000

/** Prisma, for everything except the hot path. */
export const database = lateBound<PrismaClient>('database')

/** The connections that Prisma uses too, for statements on the hot path. */
export const pool = lateBound<Pool>('database pool')

/**
 * Separate connections for the statement that inserts messages. They keep its query plan.
 * PostgreSQL would otherwise plan it for every group, which takes longer than running it.
 */
export const messagePool = lateBound<Pool>('message connections')

/** Opens the connections of this process. A lost idle connection is reported and replaced. */
export function openDatabase(url: string, onIdleError: (error: Error) => void): void {
  const options = { connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, types }
  const connections = new Pool({ ...options, max: POOL_SIZE })
  connections.on('error', onIdleError)
  pool.set(connections)
  const messageConnections = new Pool({ ...options, max: MESSAGE_CONNECTIONS, onConnect: keepPlans })
  messageConnections.on('error', onIdleError)
  messagePool.set(messageConnections)
  // Longer error formats repeat the arguments of the call, which may contain message texts.
  database.set(new PrismaClient({ adapter: new PrismaPg(connections), errorFormat: 'minimal' }))
}

/** The pool waits for this before it uses the connection. */
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
