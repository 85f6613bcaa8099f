import type { ServerEventPayload } from '#shared/events.ts'
import type { ScheduledStore } from '../../stores/scheduled.ts'
import { readFailure } from '../error-text.ts'
import type { RequestApi } from './ports.ts'

export interface ScheduledSyncOptions {
  store: ScheduledStore
  request: RequestApi
  me: () => string
}

/** Keeps the list of messages that wait for their time true, whatever is on the screen. */
export function createScheduledSync({ store, request, me }: ScheduledSyncOptions) {
  let heard = 0
  store.beginSession(me())

  /** One changed, on any of the person's devices, or was sent. */
  function receive({ id, scheduled }: ServerEventPayload<'scheduled:updated'>): void {
    heard += 1
    store.applyScheduled(id, scheduled)
  }

  /** Asks for all of them. Resolves to false when they could not be had. */
  async function refresh(): Promise<boolean> {
    const userId = me()
    try {
      let before: number
      do {
        before = heard
        const list = await request('listScheduled')
        if (me() !== userId) return true
        store.applyList(list)
        // What came meanwhile may be in this answer or not.
      } while (heard !== before)
      return true
    }
    catch (error) {
      if (me() === userId) store.applyFailure(readFailure(error).code)
      return false
    }
  }

  return { receive, refresh }
}
