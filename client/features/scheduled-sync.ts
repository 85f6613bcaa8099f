import type { ServerEventPayload } from '#shared/events.ts'
import type { ScheduledStore } from '../../stores/scheduled.ts'
import { readFailure } from '../api/failure.ts'
import { fetchUntilCurrent } from '../sync/fetch-until-current.ts'
import type { RequestApi } from '../ports.ts'

export interface ScheduledSyncOptions {
  store: ScheduledStore
  request: RequestApi
  me: () => string
}

/** Keeps the list of scheduled messages current. */
export function createScheduledSync({ store, request, me }: ScheduledSyncOptions) {
  const list = { events: 0 }
  store.beginSession(me())

  /** A scheduled message was created, changed, deleted or sent on any device of the user. */
  function receive({ id, scheduled }: ServerEventPayload<'scheduled:updated'>): void {
    list.events += 1
    store.applyScheduled(id, scheduled)
  }

  /** Fetches all scheduled messages. Resolves to false after a failure. */
  async function refresh(): Promise<boolean> {
    const userId = me()
    try {
      const scheduled = await fetchUntilCurrent(list, () => request('listScheduled'))
      if (me() === userId) store.applyList(scheduled)
      return true
    }
    catch (error) {
      if (me() === userId) store.applyFailure(readFailure(error).code)
      return false
    }
  }

  return { receive, refresh }
}
