import { CATCH_UP_PAGE } from '#shared/limits.ts'
import type { Conversation, Message } from '#shared/types.ts'
import type { MessagingStore } from '../../stores/messaging.ts'
import { refusalOf } from '../api/api-error.ts'
import { createBackOff } from '../api/back-off.ts'
import { createSingleFlight } from './single-flight.ts'
import type { RequestApi, Timer, Timers } from '../ports.ts'

export interface CatchUpOptions {
  store: MessagingStore
  request: RequestApi
  timers: Timers
  /** Called with every head that the server told of: they carry presence, too. */
  onHeads?: (heads: readonly Conversation[]) => void
  /** Called with the messages of each page of changes, when they were applied. */
  onMessages?: ((messages: readonly Message[]) => void) | undefined
}

export type CatchUp = ReturnType<typeof createCatchUp>

/**
 * Fetches the changes of a conversation, in pages until done, one run at a time. A failure is
 * repeated for as long as the conversation is there and `stop` was not called.
 */
export function createCatchUp({ store, request, timers, onHeads, onMessages }: CatchUpOptions) {
  const flights = createSingleFlight()
  const retries = new Map<string, Timer>()
  const backOff = createBackOff(timers)
  /** Another object after each stop: what was under way then is not repeated. */
  let session = {}

  /** Brings a conversation up to date. Resolves when it is, or when this attempt failed. */
  async function catchUp(conversationId: string): Promise<void> {
    retries.get(conversationId)?.()
    retries.delete(conversationId)
    await flights.run(conversationId, () => attempt(conversationId))
  }

  async function attempt(conversationId: string): Promise<void> {
    const begun = session
    try {
      await readPages(conversationId)
      backOff.reset()
    }
    catch (error) {
      if (refusalOf(error) === 'not_found') store.applyGone(conversationId)
      else if (!refusalOf(error) && begun === session) retries.set(conversationId, timers.set(() => void catchUp(conversationId), backOff.next(error)))
    }
  }

  async function readPages(conversationId: string): Promise<void> {
    let after = store.conversations[conversationId]?.cursor
    while (after !== undefined && store.conversations[conversationId]) {
      // Who knows nothing wants the last page, not everything from the beginning.
      const query = after > 0 ? { after, limit: CATCH_UP_PAGE } : {}
      const page = await request('listChanges', { params: { conversationId }, query })
      after = store.applyChanges(page, after)
      onHeads?.([page.head])
      onMessages?.(page.messages)
    }
  }

  /** No more repetitions; for when the connection is gone, since the next one starts with a sync. */
  function stop(): void {
    for (const cancel of retries.values()) cancel()
    retries.clear()
    session = {}
  }

  return { catchUp, stop }
}
