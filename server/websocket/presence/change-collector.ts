import type { LocalUsers } from './local-users.ts'
import type { Change, PresenceStore } from './presence-store.ts'

interface Options {
  users: LocalUsers
  store: PresenceStore
  onError: (error: unknown) => void
}

/** Collects presence changes of this node's users until they are written to the store. */
export interface ChangeCollector {
  /** The status of this user may have changed. */
  note(userId: string): void
  /** Writes and announces these users at the next flush even if their status did not change. */
  repeat(userIds: readonly string[]): void
  /**
   * Writes what was collected and returns the changes to announce. While the store is down, it
   * returns what this node knows, once. When the store is back, it returns these users again:
   * other nodes did not get the announcement, and the status over all nodes may differ.
   */
  flush(now: number): Promise<Change[]>
}

export function createChangeCollector({ users, store, onError }: Options): ChangeCollector {
  const changed = new Set<string>()
  const unwritten = new Set<string>()

  async function flush(now: number): Promise<Change[]> {
    for (const userId of users.removeExpired(now)) changed.add(userId)
    const fresh = takeAll(changed)
    const late = new Set(takeAll(unwritten))
    const known = new Map([...late, ...fresh].map(userId => [userId, users.statusOf(userId)]))
    if (known.size === 0) return []
    try {
      return (await store.write(known)).filter(({ userId, changed }) => changed || late.has(userId))
    }
    catch (error) {
      onError(error)
      for (const userId of known.keys()) unwritten.add(userId)
      return fresh.map(userId => ({ userId, status: users.statusOf(userId) }))
    }
  }

  return {
    flush,
    note: userId => void changed.add(userId),
    repeat(userIds) {
      for (const userId of userIds) unwritten.add(userId)
    },
  }
}

function takeAll<Item>(items: Set<Item>): Item[] {
  const taken = [...items]
  items.clear()
  return taken
}
