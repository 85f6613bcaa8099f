import { QueueFullError } from '#server/infra/semaphore.ts'

/**
 * Node's network errors, PostgreSQL's classes 08 (connection), 53 (resources) and 57P (shutting
 * down, starting, in recovery), and Prisma's names for the same.
 */
const OUTAGE_CODE = /^(?:ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08|53|57P|P1001|P1002|P1008|P1017|P2024|P2037)/

/** What has no code: the pool's own words, and those of a transaction that waited for a connection in vain. */
const OUTAGE_MESSAGE = /Connection terminated|timeout exceeded when trying to connect|Unable to start a transaction in the given time/

/** What Prisma's adapter made of a network error, whose code it does not hand on. */
const OUTAGE_KIND = /^(?:DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/

interface DatabaseError {
  code?: unknown
  message?: unknown
  /** Of a failed query without a name of its own (P2010, P2039), Prisma keeps the cause here. */
  meta?: { driverAdapterError?: { cause?: { originalCode?: unknown, kind?: unknown } } }
}

/**
 * Did this fail only because the database cannot be asked right now, or too much work waits already?
 * The same call may succeed later.
 */
export function isOutage(thrown: unknown): boolean {
  if (thrown instanceof QueueFullError) return true
  const { code, message, meta } = (thrown ?? {}) as DatabaseError
  const { originalCode, kind } = meta?.driverAdapterError?.cause ?? {}
  return fits(OUTAGE_CODE, code) || fits(OUTAGE_CODE, originalCode) || fits(OUTAGE_KIND, kind) || fits(OUTAGE_MESSAGE, message)
}

function fits(pattern: RegExp, value: unknown): boolean {
  return typeof value === 'string' && pattern.test(value)
}
