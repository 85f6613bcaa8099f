import type { OutboxStore } from '../../stores/outbox.ts'
import type { OutboxEntry } from './outbox-entry.ts'
import type { Timers } from '../ports.ts'

/** Milliseconds of the longest undo window in the settings. */
const WINDOW_MAX_MS = 30_000

/** Milliseconds before the end in which a message can no longer be undone: another tab may be posting it. */
const MARGIN_MS = 200

export interface UndoWindowOptions {
  outboxStore: OutboxStore
  timers: Pick<Timers, 'now'>
  discard: (id: string) => Promise<void>
  flush: () => Promise<void>
}

/** Delays messages of the outbox, so that their author can undo sending. */
export function createUndoWindow({ outboxStore, timers: { now }, discard, flush }: UndoWindowOptions) {
  /** Messages written before this time are no longer delayed. */
  let endedAt = 0

  const begin = (ms: number) => ms > 0 ? { heldUntil: now() + ms } : {}

  /** Milliseconds until the message is sent. A clock that was set back never delays it longer than the settings allow. */
  function left({ heldUntil = 0, createdAt }: OutboxEntry): number {
    const ms = heldUntil - now()
    return ms > WINDOW_MAX_MS || Date.parse(createdAt) <= endedAt ? 0 : Math.max(0, ms)
  }

  /** Removes the message from the outbox and returns it; undefined when it is too late. */
  async function undo(id: string): Promise<OutboxEntry | undefined> {
    const entry = outboxStore.entries.find(candidate => candidate.id === id)
    if (!entry || entry.state !== 'waiting' || left(entry) < MARGIN_MS) return undefined
    await discard(id)
    return entry
  }

  /** Sends all delayed messages, because the page is hidden. */
  function release(): void {
    if (!outboxStore.entries.some(entry => left(entry) > 0)) return
    endedAt = now()
    void flush()
  }

  return { begin, left, undo, release }
}
