import type { Redis } from 'ioredis'
import type { PresenceStatus } from '#shared/types.ts'
import type { Change, PresenceStore } from './presence-store.ts'
import { leaveScript, readScript, renewScript, writeScript } from './redis-scripts.ts'

/** Prefix of all keys about connections. The hash tag puts them into one slot of a cluster. */
export const PREFIX = 'parley:{presence}:'

/** The running nodes, each with the end of its lease in milliseconds since the epoch. */
export const LEASES = `${PREFIX}leases`

/** Users per script call. A script blocks Redis; 500 users take about a millisecond. */
const BATCH = 500

interface Options {
  redis: Redis
  /** Id of this process, new at every start. */
  node: string
  /** Milliseconds until a lease ends that is not renewed. */
  lease: number
}

/** The presence store of several nodes, see `redis-scripts.ts`. */
export function createRedisStore({ redis, node, lease }: Options): PresenceStore {
  const run = (script: string, values: readonly (string | number)[]) =>
    redis.eval(script, 1, LEASES, PREFIX, node, ...values) as Promise<(string | number)[]>

  return {
    async write(statuses) {
      const changes: (Change & { changed: boolean })[] = []
      for (const batch of inBatches([...statuses])) {
        const result = await run(writeScript, batch.flat())
        changes.push(...inGroups(result, 3).map(([userId, status, changed]) => ({ ...toChange(userId, status), changed: changed === 1 })))
      }
      return changes
    },
    async read(userIds) {
      const statuses = new Map<string, PresenceStatus>()
      for (const batch of inBatches(userIds)) {
        const result = await run(readScript, batch) as PresenceStatus[]
        batch.forEach((userId, index) => statuses.set(userId, result[index] ?? 'offline'))
      }
      return statuses
    },
    async renew() {
      const [added, ...abandoned] = await run(renewScript, [lease])
      return { forgotten: added === 1, abandoned: inGroups(abandoned, 2).map(([userId, status]) => toChange(userId, status)) }
    },
    async leave(milliseconds) {
      await run(leaveScript, [milliseconds])
    },
  }
}

function toChange(userId: unknown, status: unknown): Change {
  return { userId: userId as string, status: status as PresenceStatus }
}

function* inBatches<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += BATCH) yield items.slice(start, start + BATCH)
}

function inGroups<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: items.length / size }, (_, index) => items.slice(index * size, (index + 1) * size))
}
