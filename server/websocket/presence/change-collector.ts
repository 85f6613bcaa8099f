import type { LocalUsers } from './local-users.ts'
import type { Change, PresenceStore } from './presence-store.ts'

interface Options {
  people: LocalUsers
  store: PresenceStore
  onError: (error: unknown) => void
}

/** Changes of this node's people on their way into the store. */
export interface ChangeCollector {
  /** Something about this person changed. */
  note(userId: string): void
  /** Others may not know of these people what the store knows, or the store itself does not: write and announce them in any case. */
  repeat(userIds: readonly string[]): void
  /**
   * Writes what was noted and answers what is to be announced. While the store is away, that is
   * what this node knows, once; and everything again when the store is back, because the other
   * nodes, and the true status over all of them, were out of reach meanwhile.
   */
  flush(now: number): Promise<Change[]>
}

export function createChangeCollector({ people, store, onError }: Options): ChangeCollector {
  const changed = new Set<string>()
  const unwritten = new Set<string>()

  async function flush(now: number): Promise<Change[]> {
    for (const userId of people.removeExpired(now)) changed.add(userId)
    const fresh = takeAll(changed)
    const late = new Set(takeAll(unwritten))
    const known = new Map([...late, ...fresh].map(userId => [userId, people.statusOf(userId)]))
    if (known.size === 0) return []
    try {
      return (await store.write(known)).filter(({ userId, changed }) => changed || late.has(userId))
    }
    catch (error) {
      onError(error)
      for (const userId of known.keys()) unwritten.add(userId)
      return fresh.map(userId => ({ userId, status: people.statusOf(userId) }))
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
