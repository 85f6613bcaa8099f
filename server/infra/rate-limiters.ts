import { createHash } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '#shared/errors.ts'
import type { RateLimitName } from '#shared/limits.ts'
import { rateLimits } from '#shared/limits.ts'
import { UNKNOWN_ADDRESS } from '#shared/unknown-address.ts'
import { lateBound } from '#server/infra/late-bound.ts'
import { networkOf } from '#server/infra/network-of.ts'

export type RateLimiters = Readonly<Record<RateLimitName, RateLimiterAbstract>>

/** The counters of this process, one per limit; set at start-up. */
export const rateLimiters = lateBound<RateLimiters>('rate limiters')

interface Options {
  /** Counts over all nodes. While Redis is down, each node counts on its own. */
  redis: Redis | undefined
  /** `RATE_LIMIT_FACTOR`: multiplies the points of every limit. 1 except for load tests. */
  factor: number
}

/** Creates a counter for every entry of `rateLimits`. */
export function createRateLimiters({ redis, factor }: Options): RateLimiters {
  const entries = Object.entries(rateLimits).map(([name, { points, seconds }]) => {
    const options = { keyPrefix: `limit:${name}`, points: Math.ceil(points * factor), duration: seconds }
    const memory = new RateLimiterMemory(options)
    return [name, redis
      ? new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true, insuranceLimiter: memory })
      : memory]
  })
  return Object.fromEntries(entries) as RateLimiters
}

/**
 * Takes a point of a limit for a key: a user's id, an account's e-mail address or a network
 * address. An unknown network address is not counted, because many clients would share it.
 * @throws AppError `too_many_requests` with the seconds until the next call may succeed
 */
export async function takePoint(name: RateLimitName, key: string): Promise<void> {
  if (!isCounted(name, key)) return
  try {
    await rateLimiters()[name].consume(countedAs(name, key))
  }
  catch (rejection) {
    if (!(rejection instanceof RateLimiterRes)) throw rejection
    throw new AppError('too_many_requests', { retryAfter: Math.max(1, Math.ceil(rejection.msBeforeNext / 1_000)) })
  }
}

/** Takes a point without throwing. @returns whether one was left */
export async function isWithinLimit(name: RateLimitName, key: string): Promise<boolean> {
  try {
    await takePoint(name, key)
    return true
  }
  catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

/** Returns a point that `takePoint` took. */
export async function returnPoint(name: RateLimitName, key: string): Promise<void> {
  if (isCounted(name, key)) await rateLimiters()[name].reward(countedAs(name, key), 1)
}

function isCounted(name: RateLimitName, key: string): boolean {
  return rateLimits[name].per !== 'address' || key !== UNKNOWN_ADDRESS
}

/** Addresses count by their network. E-mail addresses are hashed, because they must not be stored in a cache. */
function countedAs(name: RateLimitName, key: string): string {
  const { per } = rateLimits[name]
  if (per === 'user') return key
  return per === 'address' ? networkOf(key) : createHash('sha256').update(key).digest('base64url')
}
