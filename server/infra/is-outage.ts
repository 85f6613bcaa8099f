/**
 * Node's network errors, PostgreSQL's classes 08 (connection), 53 (resources) and 57P (shutting
 * down, starting, in recovery), and Prisma's names for the same.
 */
const OUTAGE_CODE = /^(?:ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08|53|57P|P1001|P1002|P1008|P1017|P2024|P2037)/

/** What has no code: the pool's own words, and those of a transaction that waited for a connection in vain. */
const OUTAGE_MESSAGE = /Connection terminated|timeout exceeded when trying to connect|Unable to start a transaction in the given time/

interface DatabaseError {
  code?: unknown
  message?: unknown
  /** Prisma keeps the code of PostgreSQL here when it has no name of its own for it (P2010, P2039). */
  meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } }
}

/** Did this fail only because the database cannot be asked right now? The same call may succeed later. */
export function isOutage(thrown: unknown): boolean {
  const { code, message, meta } = (thrown ?? {}) as DatabaseError
  const codes = [code, meta?.driverAdapterError?.cause?.originalCode]
  return codes.some(candidate => typeof candidate === 'string' && OUTAGE_CODE.test(candidate))
    || (typeof message === 'string' && OUTAGE_MESSAGE.test(message))
}
