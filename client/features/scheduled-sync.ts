import type { ServerEventPayload } from '#shared/events.ts'
import type { ScheduledStore } from '../../stores/scheduled.ts'
import { readFailure } from '../api/failure.ts'
import { askUntilCurrent } from '../sync/ask-until-current.ts'
import type { RequestApi } from '../ports.ts'

export interface ScheduledSyncOptions {
  store: ScheduledStore
  request: RequestApi
  me: () => string
}

/** Keeps the list of messages that wait for their time true, whatever is on the screen. */
export function createScheduledSync({ store, request, me }: ScheduledSyncOptions) {
  const told = { heard: 0 }
  store.beginSession(me())

  /** One changed, on any of the person's devices, or was sent. */
  function receive({ id, scheduled }: ServerEventPayload<'scheduled:updated'>): void {
    told.heard += 1
    store.applyScheduled(id, scheduled)
  }

  /** Asks for all of them. Resolves to false when they could not be had. */
  async function refresh(): Promise<boolean> {
    const userId = me()
    try {
      const list = await askUntilCurrent(told, () => request('listScheduled'))
      if (me() === userId) store.applyList(list)
      return true
    }
    catch (error) {
      if (me() === userId) store.applyFailure(readFailure(error).code)
      return false
    }
  }

  return { receive, refresh }
}
