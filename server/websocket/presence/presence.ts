import type { PresenceReader } from '#server/domain/presence.ts'
import { repeat } from '../repeat.ts'
import type { RealtimeSocket } from '../socket-types.ts'
import type { Timings } from '../timings.ts'
import { createChangeCollector } from './change-collector.ts'
import type { DeviceStatus } from './local-users.ts'
import { LocalUsers } from './local-users.ts'
import type { PresenceStore, Statuses } from './presence-store.ts'
import type { PresenceDelivery } from './presence-announcer.ts'
import { createPresenceAnnouncer } from './presence-announcer.ts'

interface Options {
  store: PresenceStore
  /** Makes what carries presence to people, given how to look it up. */
  messenger: (presenceOf: PresenceReader['presenceOf']) => PresenceDelivery
  timings: Pick<Timings, 'presenceBatch' | 'presenceGrace' | 'presenceRenew'>
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
export function createPresence({ store, messenger, timings, onError }: Options): Presence {
  const people = new LocalUsers(timings.presenceGrace)
  const gatherer = createChangeCollector({ people, store, onError })
  const presenceOf = createReader({ people, store, onError })
  const teller = createPresenceAnnouncer({ gatherer, ...messenger(presenceOf) })
  const lease = { stands: false }

  async function renew(): Promise<void> {
    lease.stands = false
    const { forgotten, abandoned } = await store.renew()
    lease.stands = true
    if (forgotten) gatherer.repeat(people.everybody())
    await teller.tell(abandoned)
  }

  const tasks = [
    repeat(() => timings.presenceBatch, teller.tellGathered, onError),
    // Without a lease nobody believes this node, so it asks for one again soon.
    repeat(() => lease.stands ? timings.presenceRenew : timings.presenceBatch, renew, onError),
  ]

  function set({ data, id }: RealtimeSocket, status: DeviceStatus): void {
    people.put(data.userId, id, status)
    gatherer.note(data.userId)
  }

  return {
    set,
    presenceOf,
    arrive(socket) {
      set(socket, 'online')
      teller.welcome(socket)
    },
    leave({ data, id }) {
      people.remove(data.userId, id, Date.now())
      gatherer.note(data.userId)
    },
    async stop() {
      await Promise.all(tasks.map(task => task.stop()))
      await store.leave(timings.presenceGrace).catch(onError)
    },
  }
}

/** Reads from the store; while it is away, what this node knows of its own people has to do. */
function createReader({ people, store, onError }: Pick<Options, 'store' | 'onError'> & { people: LocalUsers }) {
  return async (userIds: readonly string[]): Promise<Statuses> => {
    try {
      return await store.read(userIds)
    }
    catch (error) {
      onError(error)
      return new Map(userIds.map(userId => [userId, people.statusOf(userId)]))
    }
  }
}
