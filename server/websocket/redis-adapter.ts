import { createShardedAdapter } from '@socket.io/redis-adapter'
import type { Redis } from 'ioredis'
import type { ServerOptions } from 'socket.io'

/** Messages that may wait for an answer of Redis. Beyond it hangs, and more of them would only cost memory. */
const UNANSWERED_MAX = 10_000

interface Options {
  /** Commands fail at once on it while Redis is away. */
  commands: Redis
  onError: (error: Error) => void
}

/** What connects the nodes, and how to let go of it. */
export interface RedisAdapter {
  adapter: NonNullable<ServerOptions['adapter']>
  close(): void
}

/**
 * Shares events between nodes over Redis 7's sharded Pub/Sub. Redis may go and come back at any
 * time: then events stay on their node, and the beacon and catching up carry them to the others.
 *
 * One channel for all rooms (`static`) instead of one each: joining a room then needs no word
 * with Redis, so an event that follows a join cannot arrive before the node listens.
 */
export function createRedisAdapter({ commands, onError }: Options): RedisAdapter {
  const subscriber = openSubscriber(commands, onError)
  return {
    adapter: createShardedAdapter(publishQuietly(commands, onError), subscriber, { channelPrefix: 'parley', subscriptionMode: 'static' }),
    close: () => subscriber.disconnect(),
  }
}

/** A connection that only listens. It subscribes again by itself whenever Redis is back. */
function openSubscriber(commands: Redis, onError: (error: Error) => void): Redis {
  // A subscription waits as long as Redis is away: one that failed would not be made again.
  const subscriber = commands.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null, commandTimeout: undefined, lazyConnect: false })
  subscriber.on('error', onError)
  // Both the adapter and ioredis itself call this without looking at the promise, which then ends the process.
  const subscribe = subscriber.ssubscribe.bind(subscriber)
  return Object.assign(subscriber, {
    ssubscribe: (channel: string) => subscribe(channel).catch((error: Error) => {
      onError(error)
      return 0
    }),
  })
}

/**
 * The adapter sends to its own sockets after the answer to this. It gets the answer at once: a
 * slow Redis must not hold up people on the same node, and a lost message is no error here.
 */
function publishQuietly(commands: Redis, onError: (error: Error) => void) {
  const unanswered = { count: 0 }
  return {
    spublish(channel: string, message: string | Buffer): Promise<number> {
      if (unanswered.count < UNANSWERED_MAX) {
        unanswered.count += 1
        commands.spublish(channel, message).catch(onError).finally(() => unanswered.count -= 1)
      }
      return Promise.resolve(0)
    },
  }
}
