import { CATCH_UP_PAGE } from '#shared/limits.ts'
import type { Conversation, Message } from '#shared/types.ts'
import type { ConversationsStore } from '../../stores/conversations.ts'
import { refusalOf } from '../api/api-error.ts'
import { createBackOff } from '../api/back-off.ts'
import { createSingleFlight } from './single-flight.ts'
import type { RequestApi, Timer, Timers } from '../ports.ts'

export interface CatchUpOptions {
  store: ConversationsStore
  request: RequestApi
  timers: Timers
  /** Called with every head of a response. Heads also carry presence. */
  onHeads?: (heads: readonly Conversation[]) => void
  /** Called with the messages of each page of changes, after they were applied. */
  onMessages?: ((messages: readonly Message[]) => void) | undefined
}

export type CatchUp = ReturnType<typeof createCatchUp>

/**
 * Fetches the changes of a conversation page by page, one run at a time. After a failure it tries
 * again with back-off, until `stop` is called or the conversation is gone.
 */
export function createCatchUp({ store, request, timers, onHeads, onMessages }: CatchUpOptions) {
  const flights = createSingleFlight()
  const retries = new Map<string, Timer>()
  const backOff = createBackOff(timers)
  /** Replaced by each `stop`: requests under way then are not repeated. */
  let session = {}

  /** Resolves when the conversation is up to date, or when this attempt has failed. */
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
      // Without a cursor the last page is enough.
      const query = after > 0 ? { after, limit: CATCH_UP_PAGE } : {}
      const page = await request('listChanges', { params: { conversationId }, query })
      after = store.applyChanges(page, after)
      onHeads?.([page.head])
      onMessages?.(page.messages)
    }
  }

  /** Ends all retries. Call it on disconnect: the next connection starts with a sync. */
  function stop(): void {
    for (const cancel of retries.values()) cancel()
    retries.clear()
    session = {}
  }

  return { catchUp, stop }
}
