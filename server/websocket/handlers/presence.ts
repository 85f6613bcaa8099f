import type { Presence } from '../presence/presence.ts'
import type { ClientEventHandler } from './client-event.ts'

/** Sets the presence of this device to online or away. */
export function presenceSet(presence: Presence): ClientEventHandler<'presence:set'> {
  return {
    handle: ({ socket, payload: { status } }) => presence.set(socket, status),
  }
}
