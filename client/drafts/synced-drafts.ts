import type { DraftsStore } from '../../stores/drafts.ts'
import type { DraftKey } from './draft-key.ts'

const PREFIX = 'parley-draft-told:'

export interface SyncedDraftsOptions {
  store: DraftsStore
  storage: Storage
  me: () => string
}

/** What is known of a draft: the text that the server has, as of when, and when this device wrote another one. */
interface Told {
  body: string
  writtenAt: string
  typedAt?: number | undefined
  /** A text was told and nobody answered: the server may have it. */
  unsure?: true | undefined
}

/** What the server has of each draft as far as this device knows, kept for the next page. */
export function createSyncedDrafts({ store, storage, me }: SyncedDraftsOptions) {
  /** What earlier pages left. From here on another tab, whose field holds another text, has a knowledge of its own. */
  const known = new Map(keptPlaces().map(place => [place, { body: '', writtenAt: '', ...JSON.parse(storage.getItem(keyOf(place)) ?? '{}') as Partial<Told> }]))

  const of = (place: DraftKey): Told => known.get(place) ?? { body: '', writtenAt: '' }
  const isUntold = (place: DraftKey) => of(place).unsure === true || store.of(place) !== of(place).body

  function remember(place: DraftKey, told: Told): void {
    known.set(place, told)
    // Nothing here and nothing there: with every thread that was answered, that would pile up.
    if (told.body === '' && !isUntold(place)) return storage.removeItem(keyOf(place))
    try {
      storage.setItem(keyOf(place), JSON.stringify(told))
    }
    catch {
      // The device has no room left: the server's answer is asked for again by the next page.
      storage.removeItem(keyOf(place))
    }
  }

  function keyOf(place: DraftKey): string {
    return `${PREFIX}${me()}:${place}`
  }

  function keptPlaces(): DraftKey[] {
    const own = keyOf('')
    return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter(key => key.startsWith(own)).map(key => key.slice(own.length))
  }

  return { of, isUntold, remember, all: (): ReadonlyMap<DraftKey, Told> => new Map(known) }
}
