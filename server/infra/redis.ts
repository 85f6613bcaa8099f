import { Redis } from 'ioredis'
import { lateBound } from './late-bound.ts'

/** Milliseconds between two attempts to reach Redis again: quick at first, never slower than 2 s. */
const retryDelay = (attempt: number) => Math.min(50 * 2 ** attempt, 2_000)

/** Milliseconds that an answer may take. A Redis that hangs is as good as one that is away. */
const ANSWER_TIMEOUT_MS = 1_000

/** The connection for commands. Not set without REDIS_URL: ask `isSet()` first. */
export const redis = lateBound<Redis>('Redis')

/**
 * Opens a connection. Redis may go and come back at any time: every error is listened to, and a
 * command fails at once while it is away instead of waiting.
 */
export function connectRedis(url: string, onError: (error: Error) => void): Redis {
  const connection = new Redis(url, {
    retryStrategy: retryDelay,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: ANSWER_TIMEOUT_MS,
    lazyConnect: true,
  })
  connection.on('error', onError)
  // A failed first attempt is reported as an 'error' and tried again, like every later one.
  connection.connect().catch(onError)
  return connection
}
