import { Redis } from 'ioredis'
import { lateBound } from './late-bound.ts'

/** Milliseconds between two connection attempts: short at first, at most 2 s. */
const retryDelay = (attempt: number) => Math.min(50 * 2 ** attempt, 2_000)

/** Milliseconds that a command may take. A Redis that hangs is treated like one that is down. */
const COMMAND_TIMEOUT_MS = 1_000

/** The connection for commands. Not set without REDIS_URL, so check `isSet()` first. */
export const redis = lateBound<Redis>('Redis')

/**
 * Opens a connection that reconnects by itself. While Redis is down, commands fail at once instead
 * of waiting.
 */
export function connectRedis(url: string, onError: (error: Error) => void): Redis {
  const connection = new Redis(url, {
    retryStrategy: retryDelay,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: COMMAND_TIMEOUT_MS,
    lazyConnect: true,
  })
  connection.on('error', onError)
  // A failed first attempt is reported and retried, like every later one.
  connection.connect().catch(onError)
  return connection
}
