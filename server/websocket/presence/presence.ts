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
  /** Creates the delivery, given the function that looks presence up. */
  delivery: (presenceOf: PresenceReader['presenceOf']) => PresenceDelivery
  timings: Pick<Timings, 'presenceBatch' | 'presenceGrace' | 'presenceRenew'>
  onError: (error: unknown) => void
}

/** The presence of users over all devices and nodes. */
export interface Presence extends PresenceReader {
  arrive(socket: RealtimeSocket): void
  set(socket: RealtimeSocket, status: DeviceStatus): void
  leave(socket: RealtimeSocket): void
  /** Stops announcing. Users of this node stay present for the grace period, in which they reconnect to another node. */
  stop(): Promise<void>
}

/** Writes the presence of this node's users to the store that all nodes share, and announces changes. */
export function createPresence({ store, delivery, timings, onError }: Options): Presence {
  const users = new LocalUsers(timings.presenceGrace)
  const collector = createChangeCollector({ users, store, onError })
  const presenceOf = createReader({ users, store, onError })
  const announcer = createPresenceAnnouncer({ collector, ...delivery(presenceOf) })
  const lease = { isValid: false }

  async function renew(): Promise<void> {
    lease.isValid = false
    const { forgotten, abandoned } = await store.renew()
    lease.isValid = true
    if (forgotten) collector.repeat(users.ids())
    await announcer.announce(abandoned)
  }

  const tasks = [
    repeat(() => timings.presenceBatch, announcer.announceCollected, onError),
    // Other nodes ignore a node without a lease, so a failed renewal is retried soon.
    repeat(() => lease.isValid ? timings.presenceRenew : timings.presenceBatch, renew, onError),
  ]

  function set({ data, id }: RealtimeSocket, status: DeviceStatus): void {
    users.put(data.userId, id, status)
    collector.note(data.userId)
  }

  return {
    set,
    presenceOf,
    arrive(socket) {
      set(socket, 'online')
      announcer.addNewcomer(socket)
    },
    leave({ data, id }) {
      users.remove(data.userId, id, Date.now())
      collector.note(data.userId)
    },
    async stop() {
      await Promise.all(tasks.map(task => task.stop()))
      await store.leave(timings.presenceGrace).catch(onError)
    },
  }
}

/** Reads from the store. While the store is down, returns what this node knows of its own users. */
function createReader({ users, store, onError }: Pick<Options, 'store' | 'onError'> & { users: LocalUsers }) {
  return async (userIds: readonly string[]): Promise<Statuses> => {
    try {
      return await store.read(userIds)
    }
    catch (error) {
      onError(error)
      return new Map(userIds.map(userId => [userId, users.statusOf(userId)]))
    }
  }
}
