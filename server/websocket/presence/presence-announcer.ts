import type { RealtimeSocket } from '../socket-types.ts'
import type { ChangeCollector } from './change-collector.ts'
import type { Change } from './presence-store.ts'

/** How presence reaches people. */
export interface PresenceDelivery {
  /** Tells changes to those whom they concern. */
  announce: (changes: readonly Change[]) => Promise<void>
  /** Tells those who have just connected who is here. */
  greet: (newcomers: readonly RealtimeSocket[]) => Promise<void>
}

/** Tells what was gathered, and nothing less: what fails is told again later. */
export interface PresenceAnnouncer {
  /** This device has just connected. */
  welcome(socket: RealtimeSocket): void
  /** Tells these changes now. */
  tell(changes: readonly Change[]): Promise<void>
  /** Tells everything that was gathered since the last call. */
  tellGathered(): Promise<void>
}

export function createPresenceAnnouncer({ gatherer, announce, greet }: PresenceDelivery & { gatherer: ChangeCollector }): PresenceAnnouncer {
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
    async tellGathered() {
      await tell(await gatherer.flush(Date.now()))
      await greetNewcomers()
    },
  }
}
