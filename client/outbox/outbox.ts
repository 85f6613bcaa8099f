import type { ErrorCode } from '#shared/errors.ts'
import type { Message } from '#shared/types.ts'
import type { MessagingStore } from '../../stores/messaging.ts'
import type { OutboxEntry, OutboxReferences } from './outbox-entry.ts'
import { referencesOf } from './outbox-entry.ts'
import { ApiError, refusalOf } from '../api/api-error.ts'
import { createBackOff } from '../api/back-off.ts'
import { createUndoWindow } from './undo-window.ts'
import { createSingleFlight } from '../sync/single-flight.ts'
import { sendAtLeave, sendCommand } from './send-command.ts'
import type { Lock, OutboxStorage, RequestApi, StoredEntry, Timer, Timers } from '../ports.ts'

/** Server errors (5xx) for one message before it counts as failed. */
const CRASHES_MAX = 5

export interface OutboxOptions {
  store: MessagingStore
  request: RequestApi
  storage: OutboxStorage
  lock: Lock
  timers: Timers
  isOnline: () => boolean
  /** Called with each message that the server has stored. */
  onMessages?: ((messages: readonly Message[]) => void) | undefined
}

export type Outbox = ReturnType<typeof createOutbox>

/**
 * Unsent messages. Each is stored on the device before it is posted, and until the server has it, so
 * neither a reload nor an outage loses one. Messages are posted in order, by one tab at a time. A
 * refused message stays *failed*, and later ones are still sent.
 */
export function createOutbox({ store, request, storage, lock, timers, isOnline, onMessages }: OutboxOptions) {
  const flights = createSingleFlight()
  const backOff = createBackOff(timers)
  const undoWindow = createUndoWindow({ store, timers, discard, flush })
  /** Shown, but not stored yet. */
  const adding = new Set<string>()
  const crashes = createCrashCount()
  let cancelRetry: Timer | undefined
  /** Replaced at each sign-out: requests under way then change nothing. */
  let session = {}

  /** Adds a message. Once this resolves, it survives a reload. `flush` sends it after an undo window of `heldFor` ms. */
  async function add(entry: Pick<OutboxEntry, 'id' | 'conversationId' | 'body'> & OutboxReferences, heldFor = 0): Promise<void> {
    const { id, conversationId, body } = entry
    const waiting: OutboxEntry = { id, conversationId, body, ...referencesOf(entry), createdAt: new Date(timers.now()).toISOString(), state: 'waiting', ...undoWindow.begin(heldFor) }
    adding.add(id)
    store.applyOutbox(waiting)
    await storage.add({ ...waiting, userId: store.me }).finally(() => adding.delete(id))
  }

  /** Sends a failed message again, after the messages that were written since. */
  async function retry(id: string): Promise<void> {
    const entry = store.outbox.find(candidate => candidate.id === id)
    if (!entry) return
    store.removeOutbox(id)
    await add(entry)
    await flush()
  }

  async function discard(id: string): Promise<void> {
    store.removeOutbox(id)
    await storage.remove(id)
  }

  /** Shows the unsent messages of earlier visits. */
  async function restore(): Promise<void> {
    for (const entry of await storage.listOf(store.me)) {
      store.applyOutbox(withoutOwner(entry.state === 'failed' ? entry : { ...entry, state: 'waiting' }))
    }
  }

  /** Posts waiting messages in order. Resolves when none can be posted for now. */
  async function flush(): Promise<void> {
    await flights.run('flush', () => lock(`outbox:${store.me}`, postAll))
  }

  async function postAll(): Promise<void> {
    cancelRetry?.()
    const userId = store.me
    for (let entry = await next(userId); entry && isOnline(); entry = await next(userId)) {
      const delay = undoWindow.left(entry)
      // Later messages wait as well, to keep the order.
      if (delay > 0) return void (cancelRetry = timers.set(() => void flush(), delay))
      if (!await post(entry)) return
    }
  }

  async function next(userId: string): Promise<StoredEntry | undefined> {
    if (userId === '' || store.me !== userId) return undefined
    const entries = await storage.listOf(userId)
    forgetSent(entries)
    return entries.find(entry => entry.state !== 'failed')
  }

  /** Removes messages that another tab has sent or discarded. */
  function forgetSent(entries: readonly StoredEntry[]): void {
    const kept = new Set(entries.map(({ id }) => id))
    for (const { id } of [...store.outbox]) {
      if (!kept.has(id) && !adding.has(id)) store.removeOutbox(id)
    }
  }

  /** Resolves to whether the next message may be posted. */
  async function post(entry: StoredEntry): Promise<boolean> {
    const { id } = entry
    const begun = session
    store.applyOutbox({ ...withoutOwner(entry), state: 'sending' })
    try {
      const message = await request('sendMessage', sendCommand(entry))
      await storage.remove(id)
      crashes.forget(id)
      if (store.me === entry.userId) {
        store.applyMessage(message)
        onMessages?.([message])
      }
      backOff.reset()
      return true
    }
    catch (error) {
      return fail(entry, error, begun)
    }
  }

  async function fail(entry: StoredEntry, error: unknown, begun: object): Promise<boolean> {
    if (store.me !== entry.userId || begun !== session) return false
    const code = refusalOf(error) ?? crashes.refusalOf(entry.id, error)
    if (code) {
      crashes.forget(entry.id)
      const failed: StoredEntry = { ...entry, state: 'failed', error: code }
      await storage.update(failed)
      store.applyOutbox(withoutOwner(failed))
      return true
    }
    store.applyOutbox({ ...withoutOwner(entry), state: 'waiting' })
    cancelRetry = timers.set(() => void flush(), backOff.next(error))
    return false
  }

  /** The page goes away, perhaps for ever. */
  const leave = () => isOnline() && sendAtLeave(store, request)

  /** Stops sending and empties the list. Unsent messages stay on the device for their author. */
  function stop(): void {
    cancelRetry?.()
    session = {}
    for (const { id } of [...store.outbox]) store.removeOutbox(id)
  }

  /** Forgets everything, on the device as well: the next person here sees nothing (ASVS 14.3.1). */
  async function clear(): Promise<void> {
    stop()
    await storage.clear()
  }

  return { add, retry, discard, undo: undoWindow.undo, release: undoWindow.release, leave, restore, flush, stop, clear }
}

function withoutOwner(entry: StoredEntry): OutboxEntry {
  const { id, conversationId, body, createdAt, state, heldUntil, error } = entry
  return { id, conversationId, body, ...referencesOf(entry), createdAt, state, ...(heldUntil && { heldUntil }), ...(error && { error }) }
}

/** How often the server broke over each message; what breaks it always must not stand in the way of the rest. */
function createCrashCount() {
  const counts = new Map<string, number>()

  return {
    /** The code with which the message counts as refused; undefined while it may be tried again. */
    refusalOf(id: string, error: unknown): ErrorCode | undefined {
      if (!(error instanceof ApiError) || error.code !== 'internal') return undefined
      const count = (counts.get(id) ?? 0) + 1
      counts.set(id, count)
      return count >= CRASHES_MAX ? error.code : undefined
    },
    forget: (id: string) => void counts.delete(id),
  }
}
