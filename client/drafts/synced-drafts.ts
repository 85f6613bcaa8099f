import type { DraftsStore } from '../../stores/drafts.ts'
import type { DraftKey } from './draft-key.ts'

const PREFIX = 'parley-draft-told:'

export interface SyncedDraftsOptions {
  store: DraftsStore
  storage: Storage
  me: () => string
}

/** The server's text of a draft and its time, and when this device wrote another text. */
interface SyncedDraft {
  body: string
  writtenAt: string
  typedAt?: number | undefined
  /** A request failed without a response: the server may have the text. */
  unsure?: true | undefined
}

/** Stores the server's version of each draft in `localStorage`, for the next visit. */
export function createSyncedDrafts({ store, storage, me }: SyncedDraftsOptions) {
  /** Read once: another tab has another text in its field, and its own versions. */
  const known = new Map(storedKeys().map(key => [key, { body: '', writtenAt: '', ...JSON.parse(storage.getItem(storageKey(key)) ?? '{}') as Partial<SyncedDraft> }]))

  const of = (key: DraftKey): SyncedDraft => known.get(key) ?? { body: '', writtenAt: '' }
  const isUnsynced = (key: DraftKey) => of(key).unsure === true || store.of(key) !== of(key).body

  function remember(key: DraftKey, synced: SyncedDraft): void {
    known.set(key, synced)
    // Empty here and on the server: such entries would pile up, one for each thread.
    if (synced.body === '' && !isUnsynced(key)) return storage.removeItem(storageKey(key))
    try {
      storage.setItem(storageKey(key), JSON.stringify(synced))
    }
    catch {
      // The storage is full. The next visit fetches the server's version again.
      storage.removeItem(storageKey(key))
    }
  }

  function storageKey(key: DraftKey): string {
    return `${PREFIX}${me()}:${key}`
  }

  function storedKeys(): DraftKey[] {
    const own = storageKey('')
    return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter(key => key.startsWith(own)).map(key => key.slice(own.length))
  }

  return { of, isUnsynced, remember, all: (): ReadonlyMap<DraftKey, SyncedDraft> => new Map(known) }
}
