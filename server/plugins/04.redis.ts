import { config } from '#server/infra/config.ts'
import { lifecycle } from '#server/infra/lifecycle.ts'
import { logger } from '#server/infra/logger.ts'
import { connectRedis, redis } from '#server/infra/redis.ts'

/** Redis, through which several nodes share presence, limits and events. */
export default defineNitroPlugin(() => {
  lifecycle().add('redis', async () => {
    const { REDIS_URL } = config()
    if (!REDIS_URL) return undefined
    const connection = connectRedis(REDIS_URL, error => logger().warn({ err: error }, 'Redis connection failed'))
    redis.set(connection)
    return { stop: async () => connection.disconnect() }
  })
})
