import type { ScheduledStore } from '../stores/scheduled.ts'
import type { DraftSyncOptions } from './drafts/draft-sync.ts'
import { createDraftSync } from './drafts/draft-sync.ts'
import { createScheduledSync } from './features/scheduled-sync.ts'
import { createOncePerConnection } from './connection/once-per-connection.ts'

export interface DeferredPartsOptions extends Omit<DraftSyncOptions, 'store'> {
  draftsStore: DraftSyncOptions['store']
  scheduledStore: ScheduledStore
}

export type Later = ReturnType<typeof createDeferredParts>

/**
 * Keeps drafts and scheduled messages in sync. Each change arrives as an event; after a gap both
 * lists are fetched again. Nothing on the first screen needs this, so it is loaded afterwards.
 */
export function createDeferredParts({ draftsStore, scheduledStore, ...ports }: DeferredPartsOptions) {
  const drafts = createDraftSync({ ...ports, store: draftsStore })
  const scheduled = createScheduledSync({ ...ports, store: scheduledStore })
  const { connected, caughtUp } = createOncePerConnection(async () => !(await Promise.all([drafts.refresh(), scheduled.refresh()])).includes(false))

  return { drafts, scheduled, connected, caughtUp }
}
