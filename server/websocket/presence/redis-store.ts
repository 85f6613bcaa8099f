import type { Redis } from 'ioredis'
import type { PresenceStatus } from '#shared/types.ts'
import type { Change, PresenceStore } from './presence-store.ts'
import { leaveScript, readScript, renewScript, writeScript } from './redis-scripts.ts'

/** What all keys about people's connections begin with: one slot of a cluster. */
export const PREFIX = 'parley:{presence}:'

/** The nodes that live, each with the end of its lease in milliseconds since the epoch. */
export const LEASES = `${PREFIX}leases`

/** People per script: Redis does nothing else meanwhile, and 500 take it about a millisecond. */
const BATCH = 500

interface Options {
  redis: Redis
  /** This process among all: made anew at every start. */
  node: string
  /** Milliseconds for which this node's word holds without being renewed. */
  lease: number
}

/** Presence over several nodes, see `redis-scripts.ts`. */
export function createRedisStore({ redis, node, lease }: Options): PresenceStore {
  const run = (script: string, values: readonly (string | number)[]) =>
    redis.eval(script, 1, LEASES, PREFIX, node, ...values) as Promise<(string | number)[]>

  return {
    async write(statuses) {
      const answers: (Change & { changed: boolean })[] = []
      for (const batch of inBatches([...statuses])) {
        const said = await run(writeScript, batch.flat())
        answers.push(...inGroups(said, 3).map(([userId, status, changed]) => ({ ...toChange(userId, status), changed: changed === 1 })))
      }
      return answers
    },
    async read(userIds) {
      const answers = new Map<string, PresenceStatus>()
      for (const batch of inBatches(userIds)) {
        const said = await run(readScript, batch) as PresenceStatus[]
        batch.forEach((userId, index) => answers.set(userId, said[index] ?? 'offline'))
      }
      return answers
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
