import type { Message } from '#shared/types.ts'
import type { ConversationsStore } from '../../stores/conversations.ts'
import type { OutboxStore } from '../../stores/outbox.ts'
import { refusalOf } from '../api/api-error.ts'
import { createBackOff } from '../api/back-off.ts'
import type { Lock, OutboxStorage, RequestApi, StoredEntry, Timer, Timers } from '../ports.ts'
import { createSingleFlight } from '../sync/single-flight.ts'
import { createCrashCount } from './crash-count.ts'
import type { OutboxEntry } from './outbox-entry.ts'
import { withoutOwner } from './outbox-entry.ts'
import { sendCommand } from './send-command.ts'

export interface SendQueueOptions {
  store: ConversationsStore
  outboxStore: OutboxStore
  request: RequestApi
  storage: OutboxStorage
  lock: Lock
  timers: Timers
  isOnline: () => boolean
  /** Shows the state of an entry. */
  show: (entry: OutboxEntry) => void
  /** True while the entry is shown, but not stored yet. */
  isAdding: (id: string) => boolean
  /** Milliseconds of the entry's undo window that are left. */
  undoTimeLeft: (entry: OutboxEntry) => number
  /** Called with each message that the server has stored. */
  onMessages?: ((messages: readonly Message[]) => void) | undefined
}

/**
 * Posts the stored entries in order, by one tab at a time. After a lost connection or a server error
 * it tries again with back-off. A refused message becomes *failed*, and later ones are still sent.
 */
export function createSendQueue({ store, outboxStore, request, storage, lock, timers, isOnline, show, isAdding, undoTimeLeft, onMessages }: SendQueueOptions) {
  const flights = createSingleFlight()
  const backOff = createBackOff(timers)
  const crashes = createCrashCount()
  let cancelRetry: Timer | undefined
  /** Replaced at each sign-out: requests under way then change nothing. */
  let session = {}

  /** Posts waiting messages in order. Resolves when none can be posted for now. */
  async function flush(): Promise<void> {
    await flights.run('flush', () => lock(`outbox:${store.me}`, postAll))
  }

  async function postAll(): Promise<void> {
    cancelRetry?.()
    const userId = store.me
    for (let entry = await next(userId); entry && isOnline(); entry = await next(userId)) {
      const delay = undoTimeLeft(entry)
      // Later messages wait as well, to keep the order.
      if (delay > 0) return void (cancelRetry = timers.set(() => void flush(), delay))
      if (!await post(entry)) return
    }
  }

  async function next(userId: string): Promise<StoredEntry | undefined> {
    if (userId === '' || store.me !== userId) return undefined
    const entries = await storage.listOf(userId)
    removeMissing(entries)
    return entries.find(entry => entry.state !== 'failed')
  }

  /** Removes messages that another tab has sent or discarded. */
  function removeMissing(stored: readonly StoredEntry[]): void {
    const kept = new Set(stored.map(({ id }) => id))
    for (const { id } of [...outboxStore.entries]) {
      if (!kept.has(id) && !isAdding(id)) outboxStore.removeEntry(id)
    }
  }

  /** Resolves to whether the next message may be posted. */
  async function post(entry: StoredEntry): Promise<boolean> {
    const { id } = entry
    const begun = session
    show({ ...withoutOwner(entry), state: 'sending' })
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
      if (store.me !== entry.userId || begun !== session) return false
      return fail(entry, error)
    }
  }

  async function fail(entry: StoredEntry, error: unknown): Promise<boolean> {
    const code = refusalOf(error) ?? crashes.refusalOf(entry.id, error)
    if (code) {
      crashes.forget(entry.id)
      const failed: StoredEntry = { ...entry, state: 'failed', error: code }
      await storage.update(failed)
      show(withoutOwner(failed))
      return true
    }
    show({ ...withoutOwner(entry), state: 'waiting' })
    cancelRetry = timers.set(() => void flush(), backOff.next(error))
    return false
  }

  function stop(): void {
    cancelRetry?.()
    session = {}
  }

  return { flush, stop }
}
