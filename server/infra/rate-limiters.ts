import type { Redis } from 'ioredis'
import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '#shared/errors.ts'
import type { RateLimitName } from '#shared/limits.ts'
import { rateLimits } from '#shared/limits.ts'
import { lateBound } from '#server/infra/late-bound.ts'
import { networkOf } from '#server/infra/network-of.ts'

export type RateLimiters = Readonly<Record<RateLimitName, RateLimiterAbstract>>

/** The process's counters, one a limit; set at boot. */
export const rateLimiters = lateBound<RateLimiters>('rate limiters')

interface Options {
  /** Counts across nodes when it is there; each node counts for itself while it is away. */
  redis: Redis | undefined
  /** `RATE_LIMIT_FACTOR`: multiplies the points of every limit. 1 except for load tests. */
  factor: number
}

/** Makes a counter for every line of the table of limits. */
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
 * Takes a point of a limit from whoever the key names: a person's id, an account's hash, or an
 * address, which counts by its network.
 * @throws AppError `too_many_requests` with the seconds until the next call may succeed
 */
export async function takePoint(name: RateLimitName, key: string): Promise<void> {
  try {
    await rateLimiters()[name].consume(countedAs(name, key))
  }
  catch (rejection) {
    if (!(rejection instanceof RateLimiterRes)) throw rejection
    throw new AppError('too_many_requests', { retryAfter: Math.max(1, Math.ceil(rejection.msBeforeNext / 1_000)) })
  }
}

/** Gives a point back that `takePoint` took. */
export async function returnPoint(name: RateLimitName, key: string): Promise<void> {
  await rateLimiters()[name].reward(countedAs(name, key), 1)
}

function countedAs(name: RateLimitName, key: string): string {
  return rateLimits[name].per === 'address' ? networkOf(key) : key
}
