import type { Conversation, SyncAnswer } from '#shared/types.ts'
import { unreadChecksum } from '#shared/unread.ts'
import type { MessagingStore } from '../../stores/messaging.ts'
import { refusalOf } from './api-error.ts'
import { createBackOff } from './create-back-off.ts'
import { createTurns } from './create-turns.ts'
import type { RequestApi, Timer, Timers } from './ports.ts'

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
  /** Called whenever this device is up to date again. */
  onCaughtUp?: () => void
}

export type Sync = ReturnType<typeof createSync>

/**
 * Compares what this device knows with the server. One question at a time: whoever asks while one
 * is under way gets another one behind it, since the answer may be older than the wish.
 */
export function createSync({ store, request, timers, catchUp, areMarkersTold, sendMarker, onHeads, onCaughtUp }: SyncOptions) {
  const backOff = createBackOff(timers)
  const turns = createTurns<string[]>()
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
      const behind = await turns.take('sync', ask)
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
    const answer = await request('sync', { body: { ...(store.epoch && { epoch: store.epoch }), cursors: cursorsOf(store, isDrift) } })
    // Whoever signed in meanwhile has conversations of their own.
    if (store.me !== me) return []
    if (isDrift) repair(answer)
    const isStill = isComparable && areMarkersTold() && learnt === store.learnt
    const behind = store.applySync(answer)
    onHeads?.(answer.conversations)
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

/**
 * What is on the screen counts as unknown: its head then always comes along, and with it the read
 * markers of the others, which no number in the log stands for.
 */
function cursorsOf({ conversations, open }: MessagingStore, asUnknown: boolean): Record<string, number> {
  return Object.fromEntries(Object.values(conversations).map(({ head, cursor }) => [head.id, asUnknown || open.includes(head.id) ? 0 : cursor]))
}
