import type { PresenceReader } from '#server/domain/presence.ts'
import { repeat } from '../repeat.ts'
import type { RealtimeSocket } from '../socket-types.ts'
import type { Timings } from '../timings.ts'
import { createGatherer } from './gather-changes.ts'
import type { DeviceStatus } from './local-people.ts'
import { LocalPeople } from './local-people.ts'
import type { Change, PresenceStore, Statuses } from './presence-store.ts'

interface Options {
  store: PresenceStore
  /** Tells changes to those whom they concern. */
  announce: (changes: readonly Change[]) => Promise<void>
  /** Tells those who have just come who is here. */
  greet: (newcomers: readonly RealtimeSocket[], presenceOf: PresenceReader['presenceOf']) => Promise<void>
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

/** Keeps the presence of this node's people in the store that all nodes share, and tells what changes. */
export function createPresence({ store, announce, greet, timings, onError }: Options): Presence {
  const people = new LocalPeople(timings.presenceGrace)
  const gatherer = createGatherer({ people, store, onError })

  const lease = { stands: false }

  async function renew(): Promise<void> {
    lease.stands = false
    const { forgotten, abandoned } = await store.renew()
    lease.stands = true
    if (forgotten) gatherer.noteEverybody()
    await announce(abandoned)
  }

  const newcomers = new Set<RealtimeSocket>()

  async function tell(): Promise<void> {
    const arrived = [...newcomers].filter(socket => socket.connected)
    newcomers.clear()
    await announce(await gatherer.flush(Date.now()))
    await greet(arrived, presenceOf)
  }

  async function presenceOf(userIds: readonly string[]): Promise<Statuses> {
    try {
      return await store.read(userIds)
    }
    catch (error) {
      onError(error)
      return new Map(userIds.map(userId => [userId, people.statusOf(userId)]))
    }
  }

  const tasks = [
    repeat(() => timings.presenceGather, tell, onError),
    // Without a lease nobody believes this node, so it asks for one again soon.
    repeat(() => lease.stands ? timings.presenceRenew : timings.presenceGather, renew, onError),
  ]

  function set({ data, id }: RealtimeSocket, status: DeviceStatus): void {
    people.put(data.userId, id, status)
    gatherer.note(data.userId)
  }

  function leave({ data, id }: RealtimeSocket): void {
    people.remove(data.userId, id, Date.now())
    gatherer.note(data.userId)
  }

  return {
    set,
    leave,
    presenceOf,
    arrive(socket) {
      set(socket, 'online')
      newcomers.add(socket)
    },
    async stop() {
      await Promise.all(tasks.map(task => task.stop()))
      await store.leave(timings.presenceGrace).catch(onError)
    },
  }
}
