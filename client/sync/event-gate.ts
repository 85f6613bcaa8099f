import { GAP_WAIT_MS } from '#shared/limits.ts'
import type { Fact } from '#shared/sync.ts'
import { placeInLog } from '#shared/sync.ts'
import type { Message } from '#shared/types.ts'
import type { MessagingStore } from '../../stores/messaging.ts'
import type { Timer, Timers } from '../ports.ts'

export interface EventGateOptions {
  store: MessagingStore
  timers: Pick<Timers, 'set'>
  catchUp: (conversationId: string) => Promise<void>
  sync: () => Promise<boolean>
  /** Called with each message that the log told of, when it was applied. */
  onMessages?: ((messages: readonly Message[]) => void) | undefined
}

export type EventGate = ReturnType<typeof createEventGate>

/** Facts that came too early, and when the patience with the missing ones ends. */
interface Waiting {
  facts: Map<number, Fact>
  /** The highest number heard of, also by announcement. */
  upTo: number
  cancel: Timer
}

/**
 * Lets the log through in order: the next change is applied, a known one ignored, and before a
 * later one the missing are waited for a moment and then fetched (DESIGN 6.3).
 */
export function createEventGate({ store, timers, catchUp, sync, onMessages }: EventGateOptions) {
  const waiting = new Map<string, Waiting>()

  function receive(fact: Fact): void {
    const { conversationId, changeSeq } = fact
    const state = store.conversations[conversationId]
    if (!state) return leaves(fact) ? undefined : void sync()
    const place = placeInLog(changeSeq, state.cursor)
    if (place === 'known') return
    // Whoever was removed gets no changes to fetch any more.
    if (leaves(fact)) return leave(conversationId)
    if (place === 'ahead') return expect(conversationId, changeSeq, fact)
    apply(fact)
    applyWaiting(conversationId)
  }

  function apply(fact: Fact): void {
    store.applyFact(fact)
    if (fact.change.kind === 'message') onMessages?.([fact.change.message])
  }

  /** The latest numbers, as the server announces them: a lost event is noticed by them. */
  function hear(heads: readonly { conversationId: string, changeSeq: number }[]): void {
    for (const { conversationId, changeSeq } of heads) {
      const state = store.conversations[conversationId]
      if (!state) void sync()
      else if (changeSeq > state.cursor) expect(conversationId, changeSeq)
    }
  }

  function leaves({ change }: Fact): boolean {
    return change.kind === 'participant_removed' && change.userId === store.me
  }

  function leave(conversationId: string): void {
    forget(conversationId)
    store.applyGone(conversationId)
    // An old event may arrive after a return: the server has the last word.
    void sync()
  }

  function expect(conversationId: string, changeSeq: number, fact?: Fact): void {
    const entry = waiting.get(conversationId) ?? begin(conversationId)
    entry.upTo = Math.max(entry.upTo, changeSeq)
    if (fact) entry.facts.set(changeSeq, fact)
  }

  function begin(conversationId: string): Waiting {
    const cancel = timers.set(() => void fetchMissing(conversationId), GAP_WAIT_MS)
    const entry = { facts: new Map<number, Fact>(), upTo: 0, cancel }
    waiting.set(conversationId, entry)
    return entry
  }

  function applyWaiting(conversationId: string): void {
    const entry = waiting.get(conversationId)
    const state = store.conversations[conversationId]
    if (!entry || !state) return
    for (let next = entry.facts.get(state.cursor + 1); next; next = entry.facts.get(state.cursor + 1)) apply(next)
    if (state.cursor >= entry.upTo) forget(conversationId)
  }

  /** What waits is in the answer as well. Of an unloaded conversation the head is enough. */
  async function fetchMissing(conversationId: string): Promise<void> {
    waiting.delete(conversationId)
    if (store.conversations[conversationId]?.loaded) await catchUp(conversationId)
    else await sync()
    applyWaiting(conversationId)
  }

  function forget(conversationId: string): void {
    waiting.get(conversationId)?.cancel()
    waiting.delete(conversationId)
  }

  return { receive, hear, stop: () => [...waiting.keys()].forEach(forget) }
}
