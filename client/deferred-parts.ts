import type { ScheduledStore } from '../stores/scheduled.ts'
import type { DraftSyncOptions } from './drafts/draft-sync.ts'
import { createDraftSync } from './drafts/draft-sync.ts'
import { createScheduledSync } from './features/scheduled-sync.ts'
import { createOncePerConnection } from './connection/once-per-connection.ts'

export interface DeferredPartsOptions extends Omit<DraftSyncOptions, 'store'> {
  draftsStore: DraftSyncOptions['store']
  scheduledStore: ScheduledStore
}

export type DeferredParts = ReturnType<typeof createDeferredParts>

/**
 * Keeps drafts and scheduled messages current: applies events, and fetches both lists once per
 * connection. The first screen does not need this code, so it is loaded later.
 */
export function createDeferredParts({ draftsStore, scheduledStore, ...ports }: DeferredPartsOptions) {
  const drafts = createDraftSync({ ...ports, store: draftsStore })
  const scheduled = createScheduledSync({ ...ports, store: scheduledStore })
  const { connected, caughtUp } = createOncePerConnection(async () => !(await Promise.all([drafts.refresh(), scheduled.refresh()])).includes(false))

  return { drafts, scheduled, connected, caughtUp }
}
