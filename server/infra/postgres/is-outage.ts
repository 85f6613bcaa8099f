import { QueueFullError } from '#server/infra/semaphore.ts'

/**
 * Node's network errors, PostgreSQL's classes 08 (connection), 53 (resources) and 57P (shutting
 * down, starting, in recovery), and Prisma's codes for the same errors.
 */
const OUTAGE_CODE = /^(?:ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08|53|57P|P1001|P1002|P1008|P1017|P2024|P2037)/

/** Errors without a code: those of the pool, and of a transaction that got no connection in time. */
const OUTAGE_MESSAGE = /Connection terminated|timeout exceeded when trying to connect|Unable to start a transaction in the given time/

/** Names that Prisma's adapter gives to network errors; it drops their code. */
const OUTAGE_KIND = /^(?:DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections)$/

interface DatabaseError {
  code?: unknown
  message?: unknown
  /** The cause of a generic query error (P2010, P2039). */
  meta?: { driverAdapterError?: { cause?: { originalCode?: unknown, kind?: unknown } } }
}

/**
 * Whether an error means that the database is unreachable or the work queue is full. The same call
 * may succeed later.
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
