import { GAP_WAIT_MS } from '#shared/limits.ts'
import type { Fact } from '#shared/sync.ts'
import { positionInLog } from '#shared/sync.ts'
import type { Message } from '#shared/types.ts'
import type { ConversationsStore } from '../../stores/conversations.ts'
import type { Timer, Timers } from '../ports.ts'

export interface EventGateOptions {
  store: ConversationsStore
  timers: Pick<Timers, 'set'>
  catchUp: (conversationId: string) => Promise<void>
  sync: () => Promise<boolean>
  /** Called with each message after its event was applied. */
  onMessages?: ((messages: readonly Message[]) => void) | undefined
}

export type EventGate = ReturnType<typeof createEventGate>

/** Events that arrived too early, and the timer after which the missing ones are fetched. */
interface Waiting {
  facts: Map<number, Fact>
  /** The highest known `changeSeq`, from events and announced heads. */
  upTo: number
  cancel: Timer
}

/**
 * Applies events in the order of `changeSeq`. The next event is applied, a known one is ignored. A
 * later one waits for `GAP_WAIT_MS`; then the missing changes are fetched (docs/realtime.md).
 */
export function createEventGate({ store, timers, catchUp, sync, onMessages }: EventGateOptions) {
  const waiting = new Map<string, Waiting>()

  function receive(fact: Fact): void {
    const { conversationId, changeSeq } = fact
    const state = store.conversations[conversationId]
    if (!state) return leaves(fact) ? undefined : void sync()
    const position = positionInLog(changeSeq, state.cursor)
    if (position === 'known') return
    // A removed participant can no longer fetch changes.
    if (leaves(fact)) return leave(conversationId)
    if (position === 'ahead') return expect(conversationId, changeSeq, fact)
    apply(fact)
    applyWaiting(conversationId)
  }

  function apply(fact: Fact): void {
    store.applyFact(fact)
    if (fact.change.kind === 'message') onMessages?.([fact.change.message])
  }

  /** Announced heads reveal lost events. */
  function receiveHeads(heads: readonly { conversationId: string, changeSeq: number }[]): void {
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
    // The event may be older than a return to the conversation: the sync decides.
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

  /** The response also contains the waiting events. For a conversation that is not loaded, the head is enough. */
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

  return { receive, receiveHeads, stop: () => [...waiting.keys()].forEach(forget) }
}
