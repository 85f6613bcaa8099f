import type { RealtimeSocket } from '../socket-types.ts'
import type { Gatherer } from './gather-changes.ts'
import type { Change } from './presence-store.ts'

/** How presence reaches people. */
export interface PresenceDelivery {
  /** Tells changes to those whom they concern. */
  announce: (changes: readonly Change[]) => Promise<void>
  /** Tells those who have just connected who is here. */
  greet: (newcomers: readonly RealtimeSocket[]) => Promise<void>
}

/** Tells what was gathered, and nothing less: what fails is told again later. */
export interface Announcer {
  /** This device has just connected. */
  welcome(socket: RealtimeSocket): void
  /** Tells these changes now. */
  tell(changes: readonly Change[]): Promise<void>
  /** Tells everything that was gathered since the last call. */
  announceGathered(): Promise<void>
}

export function createAnnouncer({ gatherer, announce, greet }: PresenceDelivery & { gatherer: Gatherer }): Announcer {
  const newcomers = new Set<RealtimeSocket>()

  async function tell(changes: readonly Change[]): Promise<void> {
    try {
      await announce(changes)
    }
    catch (error) {
      gatherer.repeat(changes.map(({ userId }) => userId))
      throw error
    }
  }

  async function greetNewcomers(): Promise<void> {
    const arrived = [...newcomers]
    await greet(arrived.filter(socket => socket.connected))
    for (const socket of arrived) newcomers.delete(socket)
  }

  return {
    tell,
    welcome: socket => void newcomers.add(socket),
    async announceGathered() {
      await tell(await gatherer.flush(Date.now()))
      await greetNewcomers()
    },
  }
}
