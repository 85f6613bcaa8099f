import type { PresenceReader } from '#server/domain/presence.ts'
import type { Repeated } from '../repeat.ts'
import { repeat } from '../repeat.ts'
import type { RealtimeSocket } from '../socket-types.ts'
import type { Timings } from '../timings.ts'
import type { DeviceStatus } from './local-people.ts'
import { LocalPeople } from './local-people.ts'
import type { Change, PresenceStore } from './presence-store.ts'

interface Options {
  store: PresenceStore
  /** Tells changes to those whom they concern. */
  announce: (changes: readonly Change[]) => Promise<void>
  timings: Pick<Timings, 'presenceGather' | 'presenceGrace' | 'presenceRenew'>
  onError: (error: unknown) => void
}

/** Who is here, over all devices and nodes. */
export interface Presence extends PresenceReader {
  arrive(socket: RealtimeSocket): void
  set(socket: RealtimeSocket, status: DeviceStatus): void
  leave(socket: RealtimeSocket): void
  /** Stops announcing. Whoever was here counts as here for the grace, in which they come back to another node. */
  stop(): Promise<void>
}

/**
 * Keeps the presence of this node's people in the store that all nodes share. Changes are gathered
 * and written together. While the store is away they are announced as far as this node knows, and
 * written and announced again when it is back.
 */
export function createPresence({ store, announce, timings, onError }: Options): Presence {
  const people = new LocalPeople(timings.presenceGrace)
  const changed = new Set<string>()
  const unwritten = new Set<string>()

  async function gather(): Promise<void> {
    for (const userId of people.takeLeavers(Date.now())) changed.add(userId)
    const fresh = takeAll(changed)
    const late = takeAll(unwritten)
    const userIds = [...new Set([...fresh, ...late])]
    if (userIds.length > 0) await announce(await write(userIds, { fresh, late }))
  }

  async function write(userIds: readonly string[], { fresh, late }: { fresh: readonly string[], late: readonly string[] }): Promise<Change[]> {
    const known = new Map(userIds.map(userId => [userId, people.statusOf(userId)]))
    try {
      const isLate = new Set(late)
      return (await store.write(known)).filter(({ userId, changed }) => changed || isLate.has(userId))
    }
    catch (error) {
      onError(error)
      for (const userId of userIds) unwritten.add(userId)
      return fresh.map(userId => ({ userId, status: people.statusOf(userId) }))
    }
  }

  async function renew(): Promise<void> {
    const { forgotten, abandoned } = await store.renew()
    if (forgotten) for (const userId of people.everybody()) unwritten.add(userId)
    await announce(abandoned)
  }

  const tasks: Repeated[] = [
    repeat(() => timings.presenceGather, gather, onError),
    repeat(() => timings.presenceRenew, renew, onError),
  ]

  function put({ data, id }: RealtimeSocket, status: DeviceStatus): void {
    people.put(data.userId, id, status)
    changed.add(data.userId)
  }

  return {
    arrive: socket => put(socket, 'online'),
    set: put,
    leave({ data, id }) {
      people.remove(data.userId, id, Date.now())
      changed.add(data.userId)
    },
    async presenceOf(userIds) {
      try {
        return await store.read(userIds)
      }
      catch (error) {
        onError(error)
        return new Map(userIds.map(userId => [userId, people.statusOf(userId)]))
      }
    },
    async stop() {
      await Promise.all(tasks.map(task => task.stop()))
      await store.leave(timings.presenceGrace).catch(onError)
    },
  }
}

function takeAll<Item>(items: Set<Item>): Item[] {
  const taken = [...items]
  items.clear()
  return taken
}
