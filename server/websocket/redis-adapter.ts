import { createShardedAdapter } from '@socket.io/redis-adapter'
import type { Redis } from 'ioredis'
import type { ServerOptions } from 'socket.io'

/** Messages that may wait for Redis. If more wait, Redis hangs, and further ones would only use memory. */
const UNCONFIRMED_MAX = 10_000

interface Options {
  /** Commands fail at once on it while Redis is away. */
  commands: Redis
  onError: (error: Error) => void
}

/** Connects the nodes through Redis. */
export interface RedisAdapter {
  adapter: NonNullable<ServerOptions['adapter']>
  close(): void
}

/**
 * Shares events between nodes over Redis 7's sharded Pub/Sub. While Redis is down, events stay on
 * their node; clients of other nodes get them through the beacon and catching up.
 *
 * All rooms share one channel (`static`). Joining a room then needs no subscription in Redis, so
 * an event right after a join cannot arrive before the node listens.
 */
export function createRedisAdapter({ commands, onError }: Options): RedisAdapter {
  const subscriber = openSubscriber(commands, onError)
  return {
    adapter: createShardedAdapter(publishQuietly(commands, onError), subscriber, { channelPrefix: 'parley', subscriptionMode: 'static' }),
    close: () => subscriber.disconnect(),
  }
}

/** A connection that only listens. It subscribes again by itself when Redis is back. */
function openSubscriber(commands: Redis, onError: (error: Error) => void): Redis {
  // Subscriptions wait while Redis is down, because a failed one would not be repeated.
  const subscriber = commands.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null, commandTimeout: undefined, lazyConnect: false })
  subscriber.on('error', onError)
  // The adapter and ioredis ignore the returned promise, so a rejection would end the process.
  const subscribe = subscriber.ssubscribe.bind(subscriber)
  return Object.assign(subscriber, {
    ssubscribe: (channel: string) => subscribe(channel).catch((error: Error) => {
      onError(error)
      return 0
    }),
  })
}

/**
 * The adapter sends to its own sockets only after `spublish` resolves, so this resolves at once: a
 * slow Redis must not delay users on the same node. A lost message is not an error here.
 */
function publishQuietly(commands: Redis, onError: (error: Error) => void) {
  const unconfirmed = { count: 0 }
  return {
    spublish(channel: string, message: string | Buffer): Promise<number> {
      if (unconfirmed.count < UNCONFIRMED_MAX) {
        unconfirmed.count += 1
        commands.spublish(channel, message).catch(onError).finally(() => unconfirmed.count -= 1)
      }
      return Promise.resolve(0)
    },
  }
}
