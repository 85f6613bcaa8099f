import type { DraftsStore } from '../../stores/drafts.ts'
import type { DraftKey } from './draft-key.ts'
import type { Timer, Timers } from '../ports.ts'

/** Milliseconds of silence after which a draft is kept. */
const PAUSE_MS = 400
const PREFIX = 'parley-draft:'
/** Drafts, and what is known of them on the server. */
const ALL = 'parley-draft'

export interface DraftsOptions {
  store: DraftsStore
  storage: Storage
  timers: Pick<Timers, 'set'>
  me: () => string
  /** Called when somebody has written; others learn of it elsewhere. */
  onWrite?: (place: DraftKey) => void
}

export type Drafts = ReturnType<typeof createDrafts>

/** Keeps what somebody writes on this device, by person and place, until it is sent. */
export function createDrafts({ store, storage, timers, me, onWrite }: DraftsOptions) {
  const pauses = new Map<string, Timer>()

  /**
   * Shows what was kept for the signed-in person, and behind it what they wrote before it was
   * there; what belongs to anybody else is forgotten.
   */
  function restore(): void {
    const own = `${PREFIX}${me()}:`
    const texts: Record<string, string> = {}
    for (const key of keptKeys()) {
      if (key.startsWith(own)) texts[key.slice(own.length)] = storage.getItem(key) ?? ''
      else if (key.split(':')[1] !== me()) storage.removeItem(key)
    }
    for (const place of pauses.keys()) texts[place] = [texts[place], store.of(place)].filter(Boolean).join('\n')
    store.applyDrafts(texts)
  }

  function write(place: DraftKey, text: string): void {
    store.applyDraft(place, text)
    pauses.get(place)?.()
    pauses.set(place, timers.set(() => keep(place), PAUSE_MS))
    onWrite?.(place)
  }

  /** Shows what another device wrote. */
  function show(place: DraftKey, text: string): void {
    store.applyDraft(place, text)
    keep(place)
  }

  function keep(place: DraftKey): void {
    pauses.get(place)?.()
    pauses.delete(place)
    const key = `${PREFIX}${me()}:${place}`
    const text = store.of(place)
    try {
      if (text === '') storage.removeItem(key)
      else storage.setItem(key, text)
    }
    catch {
      // The device has no room left: the draft lives as long as the page.
      storage.removeItem(key)
    }
  }

  /** Keeps at once what still waits: the page goes away. */
  function flush(): void {
    for (const place of [...pauses.keys()]) keep(place)
  }

  /** Shows nothing any more; what was written stays on the device for its owner. */
  function stop(): void {
    flush()
    store.applyDrafts({})
  }

  /** Forgets everything, on the device as well. */
  function clear(): void {
    stop()
    for (const key of keptKeys()) storage.removeItem(key)
  }

  function keptKeys(): string[] {
    return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter(key => key.startsWith(ALL))
  }

  return { restore, write, show, flush, stop, clear }
}
