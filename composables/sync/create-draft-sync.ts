import { MESSAGE_MAX_LENGTH } from '#shared/limits.ts'
import type { Draft } from '#shared/types.ts'
import type { DraftsStore } from '../../stores/drafts.ts'
import { refusalOf } from './api-error.ts'
import type { DraftPlace } from './draft-place.ts'
import { placeOf, rootOf } from './draft-place.ts'
import type { RequestApi, Timer, Timers } from './ports.ts'

/** Milliseconds of silence after which the other devices learn what was written. */
const PAUSE_MS = 1_500
const PREFIX = 'parley-draft-told:'

export interface DraftSyncOptions {
  store: DraftsStore
  storage: Storage
  timers: Pick<Timers, 'set' | 'now'>
  request: RequestApi
  me: () => string
  /** Shows what another device wrote, and keeps it here. */
  show: (place: DraftPlace, text: string) => void
}

/** What is known of a draft: the text that the server has, as of when, and when this device wrote another one. */
interface Told {
  body: string
  writtenAt: string
  typedAt?: number | undefined
}

/**
 * Shares drafts with the person's other devices. The one that was written last counts: a device
 * says how long ago it wrote, the server's clock decides. What differs from the server's text is
 * this device's own and stays in the field until the server has judged it, so nothing that is
 * being typed is ever overwritten.
 */
export function createDraftSync({ store, storage, timers, request, me, show }: DraftSyncOptions) {
  const pauses = new Map<string, Timer>()
  /** What earlier pages left. From here on another tab, whose field holds another text, has a knowledge of its own. */
  const known = new Map(keptIds().map(id => [id, { body: '', writtenAt: '', ...JSON.parse(storage.getItem(`${PREFIX}${me()}:${id}`) ?? '{}') as Partial<Told> }]))
  const keyOf = (place: DraftPlace) => `${PREFIX}${me()}:${place}`
  const isUntold = (place: DraftPlace) => store.of(place) !== toldOf(place).body

  function toldOf(place: DraftPlace): Told {
    return known.get(place) ?? { body: '', writtenAt: '' }
  }

  function remember(place: DraftPlace, told: Told): void {
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

  /** Somebody has written here. */
  function written(place: DraftPlace): void {
    remember(place, { ...toldOf(place), typedAt: timers.now() })
    pauses.get(place)?.()
    pauses.set(place, timers.set(() => void tell(place), PAUSE_MS))
  }

  async function tell(place: DraftPlace, { keepalive }: { keepalive?: true } = {}): Promise<void> {
    pauses.get(place)?.()
    pauses.delete(place)
    const body = store.of(place)
    if (!isUntold(place) || body.length > MESSAGE_MAX_LENGTH) return
    const age = Math.max(0, timers.now() - (toldOf(place).typedAt ?? timers.now()))
    const userId = me()
    try {
      const draft = await save(place, { body: { body, age }, ...(keepalive && { keepalive }) })
      if (me() === userId) judge(draft, body)
    }
    catch (error) {
      // Without an answer the next connection tells it; what was refused stays on this device.
      if (refusalOf(error) && me() === userId) remember(place, { ...toldOf(place), body })
    }
  }

  function save(place: DraftPlace, written: { body: { body: string, age: number }, keepalive?: true }): Promise<Draft> {
    const messageId = rootOf(place)
    return messageId === undefined
      ? request('saveDraft', { params: { conversationId: place }, ...written })
      : request('saveThreadDraft', { params: { messageId }, ...written })
  }

  /** The server has compared: another device's text, written later, replaces ours unless we typed on. */
  function judge(draft: Draft, sent: string): void {
    const { body, writtenAt } = draft
    const place = placeOf(draft)
    const told = toldOf(place)
    if (writtenAt < told.writtenAt) return
    const isTypedOn = store.of(place) !== sent
    remember(place, { ...told, body, writtenAt })
    if (!isTypedOn && body !== sent) show(place, body)
  }

  /** Another device wrote; or this one, and the answer is still on its way. */
  function receive(draft: Draft): void {
    const { body, writtenAt } = draft
    const place = placeOf(draft)
    const told = toldOf(place)
    if (writtenAt <= told.writtenAt) return
    // A text of which nobody knows when it was written is no later than the server's.
    const isOwn = isUntold(place) && told.typedAt !== undefined
    remember(place, { ...told, body, writtenAt })
    if (!isOwn) show(place, body)
  }

  /** Asks for all of them, then tells what was written without a connection. Resolves to false when they could not be had. */
  async function refresh(): Promise<boolean> {
    const userId = me()
    const before = new Map(known)
    try {
      const drafts = await request('listDrafts')
      if (me() !== userId) return true
      for (const draft of drafts) receive(draft)
      const kept = new Set(drafts.map(placeOf))
      for (const [id, { writtenAt }] of before) {
        if (!kept.has(id) && toldOf(id).writtenAt === writtenAt) forget(id)
      }
      await Promise.all([...new Set([...Object.keys(store.texts), ...known.keys()])].map(id => tell(id)))
      return true
    }
    catch {
      return false
    }
  }

  /** The server has none any more. */
  function forget(place: DraftPlace): void {
    const told = toldOf(place)
    const isOwn = isUntold(place)
    remember(place, { ...told, body: '' })
    if (!isOwn) show(place, '')
  }

  function keptIds(): string[] {
    const own = `${PREFIX}${me()}:`
    return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter(key => key.startsWith(own)).map(key => key.slice(own.length))
  }

  /** Tells at once what still waits: the page goes away. Resolves when all of it is told. */
  async function flush(): Promise<void> {
    await Promise.all([...pauses.keys()].map(place => tell(place, { keepalive: true })))
  }

  function stop(): void {
    for (const cancel of pauses.values()) cancel()
    pauses.clear()
  }

  return { written, receive, refresh, flush, stop }
}
