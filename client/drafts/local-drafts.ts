import type { DraftsStore } from '../../stores/drafts.ts'
import type { DraftKey } from './draft-key.ts'
import type { Timer, Timers } from '../ports.ts'

/** Milliseconds after the last key before a draft is stored on this device. */
const PAUSE_MS = 400
const PREFIX = 'parley-draft:'
/** Prefix of drafts and of the server's versions of them. */
const ALL = 'parley-draft'

export interface DraftsOptions {
  store: DraftsStore
  storage: Storage
  timers: Pick<Timers, 'set'>
  me: () => string
  /** Called when the user has typed. */
  onWrite?: (key: DraftKey) => void
}

export type Drafts = ReturnType<typeof createDrafts>

/** Stores unsent texts on this device, by user and draft key. */
export function createDrafts({ store, storage, timers, me, onWrite }: DraftsOptions) {
  const pauses = new Map<string, Timer>()

  /**
   * Shows the stored drafts of the signed-in user, followed by what they typed before this call.
   * Deletes the drafts of other users.
   */
  function restore(): void {
    const own = `${PREFIX}${me()}:`
    const texts: Record<string, string> = {}
    for (const key of storedKeys()) {
      if (key.startsWith(own)) texts[key.slice(own.length)] = storage.getItem(key) ?? ''
      else if (key.split(':')[1] !== me()) storage.removeItem(key)
    }
    for (const key of pauses.keys()) texts[key] = [texts[key], store.of(key)].filter(Boolean).join('\n')
    store.applyDrafts(texts)
  }

  function write(key: DraftKey, text: string): void {
    store.applyDraft(key, text)
    pauses.get(key)?.()
    pauses.set(key, timers.set(() => persist(key), PAUSE_MS))
    onWrite?.(key)
  }

  /** Shows a draft of another device. */
  function show(key: DraftKey, text: string): void {
    store.applyDraft(key, text)
    persist(key)
  }

  function persist(key: DraftKey): void {
    pauses.get(key)?.()
    pauses.delete(key)
    const storageKey = `${PREFIX}${me()}:${key}`
    const text = store.of(key)
    try {
      if (text === '') storage.removeItem(storageKey)
      else storage.setItem(storageKey, text)
    }
    catch {
      // The storage is full. The draft is lost when the page is closed.
      storage.removeItem(storageKey)
    }
  }

  /** Stores pending drafts at once, because the page is being closed. */
  function flush(): void {
    for (const key of [...pauses.keys()]) persist(key)
  }

  /** Empties the fields. The drafts stay on the device for their author. */
  function stop(): void {
    flush()
    store.applyDrafts({})
  }

  /** Deletes all drafts, on the device as well. */
  function clear(): void {
    stop()
    for (const key of storedKeys()) storage.removeItem(key)
  }

  function storedKeys(): string[] {
    return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter(key => key.startsWith(ALL))
  }

  return { restore, write, show, flush, stop, clear }
}
