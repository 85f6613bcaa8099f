import type { RealtimeSocket } from '../socket-types.ts'
import type { ChangeCollector } from './change-collector.ts'
import type { Change } from './presence-store.ts'

/** How presence is sent to users. */
export interface PresenceDelivery {
  /** Sends changes to the users who share a conversation with the changed ones. */
  sendChanges: (changes: readonly Change[]) => Promise<void>
  /** Sends the current presence to sockets that have just connected. */
  sendCurrent: (newcomers: readonly RealtimeSocket[]) => Promise<void>
}

/** Announces collected presence changes. A failed announcement is repeated later. */
export interface PresenceAnnouncer {
  /** The next `announceCollected` sends the current presence to this new socket. */
  addNewcomer(socket: RealtimeSocket): void
  /** Announces these changes now. */
  announce(changes: readonly Change[]): Promise<void>
  /** Announces everything collected since the last call. */
  announceCollected(): Promise<void>
}

export function createPresenceAnnouncer({ collector, sendChanges, sendCurrent }: PresenceDelivery & { collector: ChangeCollector }): PresenceAnnouncer {
  const newcomers = new Set<RealtimeSocket>()

  async function announce(changes: readonly Change[]): Promise<void> {
    try {
      await sendChanges(changes)
    }
    catch (error) {
      collector.repeat(changes.map(({ userId }) => userId))
      throw error
    }
  }

  async function sendToNewcomers(): Promise<void> {
    const arrived = [...newcomers]
    await sendCurrent(arrived.filter(socket => socket.connected))
    for (const socket of arrived) newcomers.delete(socket)
  }

  return {
    announce,
    addNewcomer: socket => void newcomers.add(socket),
    async announceCollected() {
      await announce(await collector.flush(Date.now()))
      await sendToNewcomers()
    },
  }
}
