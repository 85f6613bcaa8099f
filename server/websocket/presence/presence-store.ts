import type { PresenceStatus } from '#shared/types.ts'

/** Statuses by user. */
export type Statuses = ReadonlyMap<string, PresenceStatus>

/** A change of a person's overall status, over all nodes. */
export interface Change {
  userId: string
  status: PresenceStatus
}

/** Where the nodes put together what each of them knows of its own people. */
export interface PresenceStore {
  /**
   * Writes what this node knows of these people. Answers with everybody's status over all nodes,
   * and whether that changed by this.
   * @throws Error when the store is away; the same may then be written again
   */
  write(statuses: Statuses): Promise<(Change & { changed: boolean })[]>
  /** The status of these people over all nodes. Whoever is offline may be missing. @throws Error when it is away */
  read(userIds: readonly string[]): Promise<Statuses>
  /**
   * Says that this node lives. `forgotten` asks it to write all of its people again;
   * `abandoned` are those of nodes that died.
   * @throws Error when it is away
   */
  renew(): Promise<{ forgotten: boolean, abandoned: Change[] }>
  /** This node ends in good order: its word holds for so many milliseconds more. */
  leave(milliseconds: number): Promise<void>
}

/** One node knows everything itself. */
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
