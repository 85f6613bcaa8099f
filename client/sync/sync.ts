import { SYNC_FOLLOWED_MAX } from '#shared/limits.ts'
import type { Conversation, Message, SyncResponse, SyncRequest } from '#shared/types.ts'
import { unreadChecksum } from '#shared/unread.ts'
import type { ConversationsStore } from '../../stores/conversations.ts'
import type { OpenConversationsStore } from '../../stores/open-conversations.ts'
import type { ConversationState } from '../../stores/conversations/conversation-state.ts'
import { headsOf } from './heads.ts'
import { refusalOf } from '../api/api-error.ts'
import { createBackOff } from '../api/back-off.ts'
import { createSingleFlight } from './single-flight.ts'
import type { RequestApi, Timer, Timers } from '../ports.ts'

/** Wrong checksums in a row that count as a drift. A single one may be due to an event under way. */
const DRIFT = 2

export interface SyncOptions {
  store: ConversationsStore
  openConversations: OpenConversationsStore
  request: RequestApi
  timers: Timers
  catchUp: (conversationId: string) => Promise<void>
  /** Has the server received all read markers of this device? */
  areMarkersSent: () => boolean
  /** Sends a read marker that the server does not know. */
  sendMarker: (conversationId: string, seq: number) => void
  /** Called with every head of a response. Heads also carry presence. */
  onHeads?: (heads: readonly Conversation[]) => void
  /** Called with the changed messages of the response, after they were applied. */
  onMessages?: ((messages: readonly Message[]) => void) | undefined
  /** Called after each successful sync. */
  onCaughtUp?: () => void
}

export type Sync = ReturnType<typeof createSync>

/** Compares the state of this device with the server (docs/realtime.md). One request at a time. */
export function createSync({ store, openConversations, request, timers, catchUp, areMarkersSent, sendMarker, onHeads, onMessages, onCaughtUp }: SyncOptions) {
  const backOff = createBackOff(timers)
  const flights = createSingleFlight<string[]>()
  let cancelRetry: Timer | undefined
  /** Replaced by each `stop`: requests under way then are not repeated. */
  let session = {}
  let drifts = 0
  let repairs = 0

  /** Resolves to true when this device is up to date. Resolves to false after a failure, and tries again by itself. */
  async function sync(): Promise<boolean> {
    cancelRetry?.()
    const begun = session
    try {
      const behind = await flights.run('sync', compare)
      await Promise.all(behind.map(id => catchUp(id)))
      backOff.reset()
      onCaughtUp?.()
      return true
    }
    catch (error) {
      cancelRetry?.()
      if (!refusalOf(error) && begun === session) cancelRetry = timers.set(() => void sync(), backOff.next(error))
      return false
    }
  }

  async function compare(): Promise<string[]> {
    const isDrift = drifts >= DRIFT
    const { me, revision } = store
    const isComparable = areMarkersSent()
    const body = requestBody(store, openConversations, isDrift)
    const response = await request('sync', { body })
    // Another user has signed in during the request.
    if (store.me !== me) return []
    if (isDrift) repair(response)
    const isUnchanged = isComparable && areMarkersSent() && revision === store.revision
    const behind = store.applySync(response, body.cursors)
    onHeads?.(headsOf(response))
    for (const { messages } of response.changes) onMessages?.(messages)
    if (isUnchanged) drifts = unreadChecksum(store.unreadLines) === response.unreadChecksum ? 0 : drifts + 1
    return behind
  }

  /** The response contains every head, and each replaces the stored one. Read markers that never arrived are sent again. */
  function repair({ conversations }: SyncResponse): void {
    repairs += 1
    drifts = 0
    for (const { id, mine } of conversations) {
      const known = store.conversations[id]?.head.mine
      if (known?.readEra === mine.readEra && known.lastReadSeq > mine.lastReadSeq) sendMarker(id, known.lastReadSeq)
    }
  }

  function stop(): void {
    cancelRetry?.()
    session = {}
  }

  return { sync, stop, repairs: () => repairs }
}

/** Asks for the changes of open conversations, and after a drift for every head. */
function requestBody({ epoch, conversations }: ConversationsStore, { ids }: OpenConversationsStore, isDrift: boolean): SyncRequest {
  const shown = [...new Set(ids)]
  const cursorOf = ({ head, cursor, loaded }: ConversationState) => isDrift || (!loaded && shown.includes(head.id)) ? 0 : cursor
  return {
    ...(epoch && { epoch }),
    cursors: Object.fromEntries(Object.values(conversations).map(state => [state.head.id, cursorOf(state)])),
    followed: isDrift ? [] : shown.filter(id => conversations[id]?.loaded).slice(0, SYNC_FOLLOWED_MAX),
  }
}
