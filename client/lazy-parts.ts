import type { ServerEventPayload } from '#shared/events.ts'
import type { Draft } from '#shared/types.ts'
import type { DeferredParts } from './deferred-parts.ts'
import type { DraftKey } from './drafts/draft-key.ts'

/**
 * The deferred parts, whose code is loaded after the first screen. Drafts that are written before are
 * synced later. Events before are dropped, because loading ends with fetching both lists.
 */
export function createLazyParts(load: () => Promise<() => DeferredParts>) {
  let parts: DeferredParts | undefined
  /** Replaced by `stop`: code that arrives later starts nothing. */
  let session = {}
  let hasCaughtUp = false
  const writtenEarly = new Set<DraftKey>()

  async function open(): Promise<void> {
    const begun = session
    const create = await load()
    if (begun !== session || parts) return
    parts = create()
    writtenEarly.forEach(parts.drafts.written)
    writtenEarly.clear()
    if (hasCaughtUp) await parts.caughtUp()
  }

  function stop(): void {
    session = {}
    parts?.drafts.stop()
    parts = undefined
    hasCaughtUp = false
    writtenEarly.clear()
  }

  return {
    open,
    stop,
    connected: () => parts?.connected(),
    caughtUp: async () => {
      hasCaughtUp = true
      await parts?.caughtUp()
    },
    draftWritten: (key: DraftKey) => void (parts ? parts.drafts.written(key) : writtenEarly.add(key)),
    flushDrafts: async () => parts?.drafts.flush(),
    applyDraft: (draft: Draft) => parts?.drafts.receive(draft),
    applyScheduled: (event: ServerEventPayload<'scheduled:updated'>) => parts?.scheduled.receive(event),
  }
}
