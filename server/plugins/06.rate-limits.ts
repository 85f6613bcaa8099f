import { config } from '#server/infra/config.ts'
import { lifecycle } from '#server/infra/lifecycle.ts'
import { createRateLimiters, rateLimiters } from '#server/infra/rate-limiters.ts'
import { redis } from '#server/infra/redis.ts'

/** The counters of all rate limits, shared by all nodes through Redis if configured. */
export default defineNitroPlugin(() => {
  lifecycle().add('rate limits', async () => {
    rateLimiters.set(createRateLimiters({ redis: redis.isSet() ? redis() : undefined, factor: config().RATE_LIMIT_FACTOR }))
    return undefined
  })
})
