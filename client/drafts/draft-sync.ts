import { MESSAGE_MAX_LENGTH } from '#shared/limits.ts'
import type { Draft } from '#shared/types.ts'
import { refusalOf } from '../api/api-error.ts'
import type { SyncedDraftsOptions } from './synced-drafts.ts'
import { createSyncedDrafts } from './synced-drafts.ts'
import type { DraftKey } from './draft-key.ts'
import { draftKeyOf, rootIdOf } from './draft-key.ts'
import type { RequestApi, Timer, Timers } from '../ports.ts'

/** Milliseconds of silence after which the other devices learn what was written. */
const PAUSE_MS = 1_500

export interface DraftSyncOptions extends SyncedDraftsOptions {
  timers: Pick<Timers, 'set' | 'now'>
  request: RequestApi
  /** Shows what another device wrote, and keeps it here. */
  show: (place: DraftKey, text: string) => void
}

/**
 * Shares drafts with the person's other devices. The one that was written last counts: a device
 * says how long ago it wrote, the server's clock decides. What differs from the server's text is
 * this device's own and stays in the field until the server has judged it, so nothing that is
 * being typed is ever overwritten.
 */
export function createDraftSync({ store, storage, timers, request, me, show }: DraftSyncOptions) {
  const pauses = new Map<string, Timer>()
  /** How often each place is being told right now, and what was heard meanwhile. */
  const telling = new Map<string, number>()
  let heard: Draft[] = []
  const told = createSyncedDrafts({ store, storage, me })

  /** Somebody has written here. */
  function written(place: DraftKey): void {
    told.remember(place, { ...told.of(place), typedAt: timers.now() })
    tellSoon(place)
  }

  function tellSoon(place: DraftKey): void {
    pauses.get(place)?.()
    pauses.set(place, timers.set(() => void tell(place), PAUSE_MS))
  }

  async function tell(place: DraftKey, { keepalive }: { keepalive?: true } = {}): Promise<void> {
    pauses.get(place)?.()
    pauses.delete(place)
    const isUnderWay = telling.get(place) ?? 0
    // One after the other, or the older text may be the last to arrive. Only a page that goes away cannot wait.
    if (isUnderWay && !keepalive) return tellSoon(place)
    const body = store.of(place)
    if (!told.isUntold(place) || body.length > MESSAGE_MAX_LENGTH) return
    const userId = me()
    telling.set(place, isUnderWay + 1)
    await ask(place, body, { userId, keepalive })
    telling.set(place, (telling.get(place) ?? 1) - 1)
    if (telling.get(place)) return
    // What was heard meanwhile counts against the answer, not against what stood before it.
    const ready = heard.filter(draft => draftKeyOf(draft) === place)
    heard = heard.filter(draft => !ready.includes(draft))
    if (me() === userId) ready.forEach(receive)
  }

  /** When nobody answers, the next connection tells it. */
  async function ask(place: DraftKey, body: string, { userId, keepalive }: { userId: string, keepalive: true | undefined }): Promise<void> {
    const age = Math.max(0, timers.now() - (told.of(place).typedAt ?? timers.now()))
    try {
      const draft = await save(request, place, { body: { body, age }, ...(keepalive && { keepalive }) })
      if (me() === userId) judge(draft, body)
    }
    catch (error) {
      if (me() !== userId) return
      const echo = heard.find(draft => draftKeyOf(draft) === place && draft.body === body)
      // What was refused stays on this device.
      if (refusalOf(error)) told.remember(place, { ...told.of(place), body, unsure: undefined })
      else if (echo) judge(echo, body)
      else told.remember(place, { ...told.of(place), unsure: true })
    }
  }

  /** The server has compared: another device's text, written later, replaces ours unless we typed on. */
  function judge(draft: Draft, sent: string): void {
    const { body, writtenAt } = draft
    const place = draftKeyOf(draft)
    const before = told.of(place)
    if (writtenAt < before.writtenAt) return
    const isTypedOn = store.of(place) !== sent
    // The way up may have taken longer than writing on: what was written after a text is later than that.
    const typedAt = isTypedOn && body === sent ? timers.now() : before.typedAt
    told.remember(place, { body, writtenAt, typedAt })
    if (!isTypedOn && body !== sent) show(place, body)
  }

  /** Another device wrote; or this one, and the answer is still on its way: then it waits for that. */
  function receive(draft: Draft): void {
    const { body, writtenAt } = draft
    const place = draftKeyOf(draft)
    if (telling.get(place)) return void heard.push(draft)
    const before = told.of(place)
    if (writtenAt <= before.writtenAt) return
    // A text of which nobody knows when it was written is no later than the server's.
    const isOwn = told.isUntold(place) && before.typedAt !== undefined
    told.remember(place, { body, writtenAt, typedAt: before.typedAt })
    if (!isOwn) show(place, body)
  }

  /** Asks for all of them, then tells what was written without a connection. Resolves to false when they could not be had. */
  async function refresh(): Promise<boolean> {
    const userId = me()
    const before = told.all()
    try {
      const drafts = await request('listDrafts')
      if (me() !== userId) return true
      for (const draft of drafts) receive(draft)
      const kept = new Set(drafts.map(draftKeyOf))
      for (const [id, { writtenAt }] of before) {
        if (!kept.has(id) && told.of(id).writtenAt === writtenAt) forget(id)
      }
      await Promise.all([...new Set([...Object.keys(store.texts), ...told.all().keys()])].map(id => tell(id)))
      return true
    }
    catch {
      return false
    }
  }

  /** The server has none any more. */
  function forget(place: DraftKey): void {
    const before = told.of(place)
    const isOwn = told.isUntold(place)
    told.remember(place, { ...before, body: '' })
    if (!isOwn) show(place, '')
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

function save(request: RequestApi, place: DraftKey, written: { body: { body: string, age: number }, keepalive?: true }): Promise<Draft> {
  const messageId = rootIdOf(place)
  return messageId === undefined
    ? request('saveDraft', { params: { conversationId: place }, ...written })
    : request('saveThreadDraft', { params: { messageId }, ...written })
}
