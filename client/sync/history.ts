import { PAGE_DEFAULT } from '#shared/limits.ts'
import { contiguousRun } from '#shared/sync.ts'
import type { ApiInput } from '#shared/api-types.ts'
import type { ConversationsStore } from '../../stores/conversations.ts'
import type { RequestApi } from '../ports.ts'
import { createLatestOnly } from './latest-only.ts'

/** Messages before and after the reader's position that fill a screen. When they are loaded, nothing is fetched. */
const SCREEN = 20
/** Attempts to load a page when messages are unloaded during the request. */
const ATTEMPTS = 3

type PageQuery = ApiInput<'listMessages'>['query']

export interface HistoryOptions {
  store: ConversationsStore
  request: RequestApi
  conversationId: string
}

/** Loads pages of history around the reader's position. Each call throws `ApiError`. */
export function createHistory({ store, request, conversationId }: HistoryOptions) {
  const startJump = createLatestOnly()

  async function load(query: PageQuery): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const loadToken = store.startLoading(conversationId)
      if (!loadToken) return
      const page = await request('listMessages', { params: { conversationId }, query: { limit: PAGE_DEFAULT, ...query } })
      if (store.applyHistory(conversationId, page, loadToken)) return
    }
  }

  /** Loads the messages around `seq` and moves the reader there. Resolves to false when a later jump has started. */
  async function loadAround(seq: number, isLatest = startJump()): Promise<boolean> {
    const lastSeq = store.conversations[conversationId]?.head.lastSeq ?? 0
    const isAtEnd = seq >= lastSeq
    if (!holdsScreen(seq, lastSeq)) await load(isAtEnd ? {} : { around: seq })
    if (!isLatest()) return false
    store.moveReader(conversationId, isAtEnd ? undefined : seq)
    return true
  }

  function holdsScreen(seq: number, lastSeq: number): boolean {
    const state = store.conversations[conversationId]
    if (!state?.loaded) return false
    const run = contiguousRun(state.messages, seq)
    const first = run[0]?.seq ?? Number.POSITIVE_INFINITY
    const last = run.at(-1)?.seq ?? 0
    return lastSeq === 0 || (first <= Math.max(1, seq - SCREEN) && last >= Math.min(lastSeq, seq + SCREEN))
  }

  async function loadEarlier(): Promise<void> {
    const first = store.segment(conversationId)[0]?.seq
    if (first !== undefined && first > 1) await load({ before: first })
  }

  async function loadLater(): Promise<void> {
    const last = store.segment(conversationId).at(-1)?.seq
    const state = store.conversations[conversationId]
    if (last !== undefined && state && last < state.head.lastSeq) await load({ after: last })
  }

  return { startJump, loadAround, loadEarlier, loadLater }
}
