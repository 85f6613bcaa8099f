import { SYNC_FOLLOWED_MAX } from '#shared/limits.ts'
import type { Conversation, Message, SyncAnswer, SyncRequest } from '#shared/types.ts'
import { unreadChecksum } from '#shared/unread.ts'
import type { MessagingStore } from '../../stores/messaging.ts'
import type { ConversationState } from '../../stores/messaging/conversation-state.ts'
import { headsOf } from './heads.ts'
import { refusalOf } from '../api/api-error.ts'
import { createBackOff } from '../api/back-off.ts'
import { createSingleFlight } from './single-flight.ts'
import type { RequestApi, Timer, Timers } from '../ports.ts'

/** Wrong checksums in a row that are a drift; a single one may be an event on its way. */
const DRIFT = 2

export interface SyncOptions {
  store: MessagingStore
  request: RequestApi
  timers: Timers
  catchUp: (conversationId: string) => Promise<void>
  /** Does the server know all read markers of this device? */
  areMarkersTold: () => boolean
  /** Tells the server of a read marker that it turned out not to know. */
  sendMarker: (conversationId: string, seq: number) => void
  /** Called with every head that the server told of: they carry presence, too. */
  onHeads?: (heads: readonly Conversation[]) => void
  /** Called with the changed messages that came along, when they were applied. */
  onMessages?: ((messages: readonly Message[]) => void) | undefined
  /** Called whenever this device is up to date again. */
  onCaughtUp?: () => void
}

export type Sync = ReturnType<typeof createSync>

/**
 * Compares what this device knows with the server. One question at a time: whoever asks while one
 * is under way gets another one behind it, since the answer may be older than the wish.
 */
export function createSync({ store, request, timers, catchUp, areMarkersTold, sendMarker, onHeads, onMessages, onCaughtUp }: SyncOptions) {
  const backOff = createBackOff(timers)
  const flights = createSingleFlight<string[]>()
  let cancelRetry: Timer | undefined
  /** Another object after each stop: what was under way then is not repeated. */
  let session = {}
  let drifts = 0
  let repairs = 0

  /** Resolves to true when this device is up to date, to false when that has to be tried again; it will be. */
  async function sync(): Promise<boolean> {
    cancelRetry?.()
    const begun = session
    try {
      const behind = await flights.run('sync', ask)
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

  async function ask(): Promise<string[]> {
    const isDrift = drifts >= DRIFT
    const { me, learnt } = store
    const isComparable = areMarkersTold()
    const question = questionOf(store, isDrift)
    const answer = await request('sync', { body: question })
    // Whoever signed in meanwhile has conversations of their own.
    if (store.me !== me) return []
    if (isDrift) repair(answer)
    const isStill = isComparable && areMarkersTold() && learnt === store.learnt
    const behind = store.applySync(answer, question.cursors)
    onHeads?.(headsOf(answer))
    for (const { messages } of answer.changes) onMessages?.(messages)
    if (isStill) drifts = unreadChecksum(store.unreadLines) === answer.unreadChecksum ? 0 : drifts + 1
    return behind
  }

  /** The answer holds every head, and each replaces ours. What it cannot know are markers that never arrived. */
  function repair({ conversations }: SyncAnswer): void {
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

/** Of what is on the screen the changes come along; whoever distrusts their counts asks for every head. */
function questionOf({ epoch, conversations, open }: MessagingStore, isDrift: boolean): SyncRequest {
  const shown = [...new Set(open)]
  const cursorOf = ({ head, cursor, loaded }: ConversationState) => isDrift || (!loaded && shown.includes(head.id)) ? 0 : cursor
  return {
    ...(epoch && { epoch }),
    cursors: Object.fromEntries(Object.values(conversations).map(state => [state.head.id, cursorOf(state)])),
    followed: isDrift ? [] : shown.filter(id => conversations[id]?.loaded).slice(0, SYNC_FOLLOWED_MAX),
  }
}
