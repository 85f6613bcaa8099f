import { useScheduledStore } from '../../stores/scheduled.ts'
import type { DraftSyncOptions } from './create-draft-sync.ts'
import { createDraftSync } from './create-draft-sync.ts'
import { createScheduledSync } from './create-scheduled-sync.ts'

export interface LaterOptions extends Omit<DraftSyncOptions, 'store'> {
  draftsStore: DraftSyncOptions['store']
}

export type Later = ReturnType<typeof createLater>

/**
 * What is left for later: drafts, and messages that wait for their time. The server tells of each
 * change; what it told while nobody listened is in the lists, so they are asked for once with every
 * new connection, and again only when that failed. Nothing that is shown first needs the store of
 * scheduled messages, so it is opened here.
 */
export function createLater({ draftsStore, ...ports }: LaterOptions) {
  const drafts = createDraftSync({ ...ports, store: draftsStore })
  const scheduled = createScheduledSync({ ...ports, store: useScheduledStore() })
  let isFresh = false

  /** A new stream is open: what was missed before it has to be asked for. */
  function connected(): void {
    isFresh = false
  }

  /** This device is up to date with everything else. */
  async function caughtUp(): Promise<void> {
    if (isFresh) return
    isFresh = true
    const answers = await Promise.all([drafts.refresh(), scheduled.refresh()])
    if (answers.includes(false)) isFresh = false
  }

  return { drafts, scheduled, connected, caughtUp }
}
