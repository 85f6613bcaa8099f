import type { MessagingStore } from '../../stores/messaging.ts'
import type { OutboxEntry } from './outbox-entry.ts'
import type { Timers } from '../ports.ts'

/** Milliseconds that a message is held at most: what the settings offer. */
const HELD_MAX_MS = 30_000

/** Milliseconds before the end in which nothing is taken back any more: another tab may be posting it by then. */
const MARGIN_MS = 200

export interface UndoWindowOptions {
  store: MessagingStore
  timers: Pick<Timers, 'now'>
  discard: (id: string) => Promise<void>
  flush: () => Promise<void>
}

/** Holds messages of the outbox for a moment in which their author may take them back. */
export function createUndoWindow({ store, timers: { now }, discard, flush }: UndoWindowOptions) {
  /** What was written up to this moment is no longer held. */
  let endedAt = 0

  const begin = (ms: number) => ms > 0 ? { heldUntil: now() + ms } : {}

  /** Milliseconds for which it is still held. A clock that was set back holds nothing longer than anybody may choose. */
  function left({ heldUntil = 0, createdAt }: OutboxEntry): number {
    const ms = heldUntil - now()
    return ms > HELD_MAX_MS || Date.parse(createdAt) <= endedAt ? 0 : Math.max(0, ms)
  }

  /** Takes a message back; undefined when it is as good as on its way. */
  async function takeBack(id: string): Promise<OutboxEntry | undefined> {
    const entry = store.outbox.find(candidate => candidate.id === id)
    if (!entry || entry.state !== 'waiting' || left(entry) < MARGIN_MS) return undefined
    await discard(id)
    return entry
  }

  /** Sends what is held: whoever wrote it looks away. */
  function release(): void {
    if (!store.outbox.some(entry => left(entry) > 0)) return
    endedAt = now()
    void flush()
  }

  return { begin, left, takeBack, release }
}
