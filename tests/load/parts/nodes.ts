import { startRedis } from '../../helpers/test-redis.ts'
import type { Ground } from '../fleet.ts'
import type { DeliveryOptions, DeliveryResult } from './delivery.ts'
import { measureDelivery } from './delivery.ts'

/**
 * Delivery through two nodes with Redis beside one node without: the clients of every room are
 * spread over both nodes, and so are the sends.
 */
export async function measureNodes(options: Omit<DeliveryOptions, 'names'>, ground: Ground): Promise<DeliveryResult[]> {
  const redis = await startRedis()
  try {
    return await measureDelivery({ ...options, names: ['product', 'product-2'] }, { ...ground, redisUrl: redis.url })
  }
  finally {
    await redis.stop()
  }
}
