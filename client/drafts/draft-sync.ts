import { MESSAGE_MAX_LENGTH } from '#shared/limits.ts'
import type { Draft } from '#shared/types.ts'
import { refusalOf } from '../api/api-error.ts'
import type { SyncedDraftsOptions } from './synced-drafts.ts'
import { createSyncedDrafts } from './synced-drafts.ts'
import type { DraftKey } from './draft-key.ts'
import { draftKeyOf, rootIdOf } from './draft-key.ts'
import type { RequestApi, Timer, Timers } from '../ports.ts'

/** Milliseconds after the last key before a draft is saved on the server. */
const PAUSE_MS = 1_500

export interface DraftSyncOptions extends SyncedDraftsOptions {
  timers: Pick<Timers, 'set' | 'now'>
  request: RequestApi
  /** Shows a draft of another device, and stores it on this one. */
  show: (key: DraftKey, text: string) => void
}

/**
 * Shares drafts with the user's other devices. The last writer wins: a device sends the age of its
 * text, and the server's clock decides. A text that the server has not compared yet stays in the
 * field, so an event never overwrites what the user is typing.
 */
export function createDraftSync({ store, storage, timers, request, me, show }: DraftSyncOptions) {
  const pauses = new Map<string, Timer>()
  /** Requests under way by draft, and the events that arrived during them. */
  const saving = new Map<string, number>()
  let received: Draft[] = []
  const synced = createSyncedDrafts({ store, storage, me })

  /** The user has typed. */
  function written(key: DraftKey): void {
    synced.remember(key, { ...synced.of(key), typedAt: timers.now() })
    saveSoon(key)
  }

  function saveSoon(key: DraftKey): void {
    pauses.get(key)?.()
    pauses.set(key, timers.set(() => void save(key), PAUSE_MS))
  }

  async function save(key: DraftKey, { keepalive }: { keepalive?: true } = {}): Promise<void> {
    pauses.get(key)?.()
    pauses.delete(key)
    const requests = saving.get(key) ?? 0
    // One request at a time, or the older text may arrive last. Only a page that is being closed cannot wait.
    if (requests && !keepalive) return saveSoon(key)
    const body = store.of(key)
    if (!synced.isUnsynced(key) || body.length > MESSAGE_MAX_LENGTH) return
    const userId = me()
    saving.set(key, requests + 1)
    await send(key, body, { userId, keepalive })
    saving.set(key, (saving.get(key) ?? 1) - 1)
    if (saving.get(key)) return
    // Events of that time are compared with the response, not with the text before it.
    const ready = received.filter(draft => draftKeyOf(draft) === key)
    received = received.filter(draft => !ready.includes(draft))
    if (me() === userId) ready.forEach(receive)
  }

  /** After a network failure, the next connection saves the draft. */
  async function send(key: DraftKey, body: string, { userId, keepalive }: { userId: string, keepalive: true | undefined }): Promise<void> {
    const age = Math.max(0, timers.now() - (synced.of(key).typedAt ?? timers.now()))
    try {
      const draft = await requestSave(request, key, { body: { body, age }, ...(keepalive && { keepalive }) })
      if (me() === userId) applyResponse(draft, body)
    }
    catch (error) {
      if (me() !== userId) return
      const echo = received.find(draft => draftKeyOf(draft) === key && draft.body === body)
      // A refused text stays on this device.
      if (refusalOf(error)) synced.remember(key, { ...synced.of(key), body, unsure: undefined })
      else if (echo) applyResponse(echo, body)
      else synced.remember(key, { ...synced.of(key), unsure: true })
    }
  }

  /** Applies the response: a later text of another device replaces this one, unless the user typed on. */
  function applyResponse(draft: Draft, sent: string): void {
    const { body, writtenAt } = draft
    const key = draftKeyOf(draft)
    const before = synced.of(key)
    if (writtenAt < before.writtenAt) return
    const isTypedOn = store.of(key) !== sent
    // The request may take longer than typing: a text typed after the sent one is later than it.
    const typedAt = isTypedOn && body === sent ? timers.now() : before.typedAt
    synced.remember(key, { body, writtenAt, typedAt })
    if (!isTypedOn && body !== sent) show(key, body)
  }

  /** An event about a draft. During a request for the same draft it waits for the response. */
  function receive(draft: Draft): void {
    const { body, writtenAt } = draft
    const key = draftKeyOf(draft)
    if (saving.get(key)) return void received.push(draft)
    const before = synced.of(key)
    if (writtenAt <= before.writtenAt) return
    // A text without a time counts as older than the server's.
    const isOwn = synced.isUnsynced(key) && before.typedAt !== undefined
    synced.remember(key, { body, writtenAt, typedAt: before.typedAt })
    if (!isOwn) show(key, body)
  }

  /** Fetches all drafts, then saves those written offline. Resolves to false after a failure. */
  async function refresh(): Promise<boolean> {
    const userId = me()
    const before = synced.all()
    try {
      const drafts = await request('listDrafts')
      if (me() !== userId) return true
      for (const draft of drafts) receive(draft)
      const kept = new Set(drafts.map(draftKeyOf))
      for (const [id, { writtenAt }] of before) {
        if (!kept.has(id) && synced.of(id).writtenAt === writtenAt) forget(id)
      }
      await Promise.all([...new Set([...Object.keys(store.texts), ...synced.all().keys()])].map(id => save(id)))
      return true
    }
    catch {
      return false
    }
  }

  /** The server has no such draft. */
  function forget(key: DraftKey): void {
    const before = synced.of(key)
    const isOwn = synced.isUnsynced(key)
    synced.remember(key, { ...before, body: '' })
    if (!isOwn) show(key, '')
  }

  /** Saves pending drafts at once, because the page is being closed. Resolves when all requests have ended. */
  async function flush(): Promise<void> {
    await Promise.all([...pauses.keys()].map(key => save(key, { keepalive: true })))
  }

  function stop(): void {
    for (const cancel of pauses.values()) cancel()
    pauses.clear()
  }

  return { written, receive, refresh, flush, stop }
}

function requestSave(request: RequestApi, key: DraftKey, written: { body: { body: string, age: number }, keepalive?: true }): Promise<Draft> {
  const messageId = rootIdOf(key)
  return messageId === undefined
    ? request('saveDraft', { params: { conversationId: key }, ...written })
    : request('saveThreadDraft', { params: { messageId }, ...written })
}
