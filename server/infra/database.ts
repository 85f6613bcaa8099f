import { PrismaPg } from '@prisma/adapter-pg'
import { Pool, types } from 'pg'
import { PrismaClient } from '#generated/client.ts'
import { lateBound } from './late-bound.ts'

/** Connections a node keeps. One statement takes about 0.2 ms, so few serve thousands a second. */
const POOL_SIZE = 20

/** Milliseconds a request waits for a connection before it is answered with `unavailable`. */
const CONNECT_TIMEOUT_MS = 5_000

/** Prisma, for everything that is not hot. */
export const database = lateBound<PrismaClient>('database')

/** The same connections without a layer in between, for statements on the hot path. */
export const pool = lateBound<Pool>('database pool')

/** Opens the one pool of this process. A lost idle connection is replaced, never fatal. */
export function openDatabase(url: string, onIdleError: (error: Error) => void): void {
  const connections = new Pool({ connectionString: url, max: POOL_SIZE, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, types })
  connections.on('error', onIdleError)
  pool.set(connections)
  // "minimal": longer errors repeat the arguments of the call, with people's words in them.
  database.set(new PrismaClient({ adapter: new PrismaPg(connections), errorFormat: 'minimal' }))
}

/** Waits for running statements and closes every connection. */
export async function closeDatabase(): Promise<void> {
  if (!database.isSet()) return
  await database().$disconnect()
  await pool().end()
  database.clear()
  pool.clear()
}
