import type { PresenceStatus } from '#shared/types.ts'

/** Statuses by user. */
export type Statuses = ReadonlyMap<string, PresenceStatus>

/** A change of a user's status over all nodes. */
export interface Change {
  userId: string
  status: PresenceStatus
}

/** Combines what each node knows about its own users. */
export interface PresenceStore {
  /**
   * Writes the statuses of these users on this node. Returns their statuses over all nodes, and
   * whether this write changed them.
   * @throws Error when the store is down; the same statuses may then be written again
   */
  write(statuses: Statuses): Promise<(Change & { changed: boolean })[]>
  /** The statuses of these users over all nodes. Offline users may be missing. @throws Error when the store is down */
  read(userIds: readonly string[]): Promise<Statuses>
  /**
   * Renews this node's lease. If `forgotten` is true, the store does not know this node and needs
   * all its users again. `abandoned` are the changes of users whose node died.
   * @throws Error when the store is down
   */
  renew(): Promise<{ forgotten: boolean, abandoned: Change[] }>
  /** Shortens this node's lease to `milliseconds` at an orderly shutdown. */
  leave(milliseconds: number): Promise<void>
}

/** The store of a single node. */
export function createMemoryStore(): PresenceStore {
  const known = new Map<string, PresenceStatus>()
  return {
    write: async statuses => [...statuses].map(([userId, status]) => {
      const changed = (known.get(userId) ?? 'offline') !== status
      if (status === 'offline') known.delete(userId)
      else known.set(userId, status)
      return { userId, status, changed }
    }),
    read: async userIds => new Map(userIds.map(userId => [userId, known.get(userId) ?? 'offline'])),
    renew: async () => ({ forgotten: false, abandoned: [] }),
    leave: async () => known.clear(),
  }
}
