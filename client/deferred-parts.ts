import { useScheduledStore } from '../stores/scheduled.ts'
import type { DraftSyncOptions } from './drafts/draft-sync.ts'
import { createDraftSync } from './drafts/draft-sync.ts'
import { createScheduledSync } from './features/scheduled-sync.ts'
import { createOncePerConnection } from './connection/once-per-connection.ts'

export interface LaterOptions extends Omit<DraftSyncOptions, 'store'> {
  draftsStore: DraftSyncOptions['store']
}

export type Later = ReturnType<typeof createLater>

/**
 * What is left for later: drafts, and messages that wait for their time. The server tells of each
 * change; what it told while nobody listened is in the lists. Nothing that is shown first needs the
 * store of scheduled messages, so it is opened here.
 */
export function createLater({ draftsStore, ...ports }: LaterOptions) {
  const drafts = createDraftSync({ ...ports, store: draftsStore })
  const scheduled = createScheduledSync({ ...ports, store: useScheduledStore() })
  const { connected, caughtUp } = createOncePerConnection(async () => !(await Promise.all([drafts.refresh(), scheduled.refresh()])).includes(false))

  return { drafts, scheduled, connected, caughtUp }
}
