import type { Presence } from '../presence/presence.ts'
import type { ClientEventHandler } from './client-event.ts'

/** "I am here" or "I am away", for this device. */
export function presenceSet(presence: Presence): ClientEventHandler<'presence:set'> {
  return {
    handle: ({ socket, payload: { status } }) => presence.set(socket, status),
  }
}
