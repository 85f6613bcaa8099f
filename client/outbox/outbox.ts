import type { OutboxEntry, OutboxReferences } from './outbox-entry.ts'
import { referencesOf, withoutOwner } from './outbox-entry.ts'
import { createUndoWindow } from './undo-window.ts'
import { sendAtLeave } from './send-command.ts'
import type { SendQueueOptions } from './send-queue.ts'
import { createSendQueue } from './send-queue.ts'

export type OutboxOptions = Omit<SendQueueOptions, 'show' | 'isAdding' | 'undoTimeLeft'>

export type Outbox = ReturnType<typeof createOutbox>

/**
 * Unsent messages. Each is stored on the device before it is posted, and until the server has it, so
 * neither a reload nor an outage loses one.
 */
export function createOutbox(options: OutboxOptions) {
  const { store, outboxStore, request, storage, timers, isOnline } = options
  /** Shown, but not stored yet. */
  const adding = new Set<string>()
  const undoWindow = createUndoWindow({ outboxStore, timers, discard, flush: () => queue.flush() })
  const queue = createSendQueue({ ...options, show, isAdding: id => adding.has(id), undoTimeLeft: undoWindow.left })

  /** Adds a message. Once this resolves, it survives a reload. `flush` sends it after an undo window of `heldFor` ms. */
  async function add(entry: Pick<OutboxEntry, 'id' | 'conversationId' | 'body'> & OutboxReferences, heldFor = 0): Promise<void> {
    const { id, conversationId, body } = entry
    const waiting: OutboxEntry = { id, conversationId, body, ...referencesOf(entry), createdAt: new Date(timers.now()).toISOString(), state: 'waiting', ...undoWindow.begin(heldFor) }
    adding.add(id)
    show(waiting)
    await storage.add({ ...waiting, userId: store.me }).finally(() => adding.delete(id))
  }

  /** A message that has already arrived is not unsent, such as one whose response was lost. */
  function show(entry: OutboxEntry): void {
    const hasArrived = store.conversations[entry.conversationId]?.messages.some(({ id }) => id === entry.id)
    if (hasArrived) outboxStore.removeEntry(entry.id)
    else outboxStore.applyEntry(entry)
  }

  /** Sends a failed message again, after the messages that were written since. */
  async function retry(id: string): Promise<void> {
    const entry = outboxStore.entries.find(candidate => candidate.id === id)
    if (!entry) return
    outboxStore.removeEntry(id)
    await add(entry)
    await queue.flush()
  }

  async function discard(id: string): Promise<void> {
    outboxStore.removeEntry(id)
    await storage.remove(id)
  }

  /** Shows the unsent messages of earlier visits. */
  async function restore(): Promise<void> {
    for (const entry of await storage.listOf(store.me)) {
      show(withoutOwner(entry.state === 'failed' ? entry : { ...entry, state: 'waiting' }))
    }
  }

  /** The page is being closed. */
  const leave = () => isOnline() && sendAtLeave(outboxStore, request)

  /** Stops sending and empties the list. Unsent messages stay on the device for their author. */
  function stop(): void {
    queue.stop()
    for (const { id } of [...outboxStore.entries]) outboxStore.removeEntry(id)
  }

  /** Deletes all unsent messages, also those stored on the device: the next user here sees none (ASVS 14.3.1). */
  async function clear(): Promise<void> {
    stop()
    await storage.clear()
  }

  return { add, retry, discard, undo: undoWindow.undo, release: undoWindow.release, leave, restore, flush: queue.flush, stop, clear }
}
