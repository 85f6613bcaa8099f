import type { ServerEventPayload } from '#shared/events.ts'
import { PAGE_DEFAULT, PAGE_MAX } from '#shared/limits.ts'
import type { Message } from '#shared/types.ts'
import type { ThreadsStore } from '../../stores/threads.ts'
import { createMarkerQueue } from '../reading/marker-queue.ts'
import { createOncePerConnection } from '../connection/once-per-connection.ts'
import { createSingleFlight } from '../sync/single-flight.ts'
import type { RequestApi, Timers } from '../ports.ts'

export interface ThreadsOptions {
  store: ThreadsStore
  request: RequestApi
  timers: Timers
}

export type Threads = ReturnType<typeof createThreads>

/** Keeps the threads of this device true: folded by what the log tells, and compared with the server once a connection. */
export function createThreads({ store, request, timers }: ThreadsOptions) {
  const flights = createSingleFlight<boolean>()
  const follows = createSingleFlight()
  const queue = createMarkerQueue({
    timers,
    // Reading changes nothing about following, and its answer may be older than a wish.
    tell: async (messageId, lastReadSeq, options) =>
      store.applyView(messageId, await request('updateThread', { params: { messageId }, body: { lastReadSeq }, ...options }), -1),
  })

  /** Asks for the truth. Resolves to false when it could not be had. */
  async function refresh(): Promise<boolean> {
    return flights.run('refresh', () => ask().then(() => true, () => false))
  }

  async function ask(): Promise<void> {
    const { me, told } = store
    const list = await request('listThreads', { query: { limit: PAGE_MAX } })
    if (store.me !== me) return
    store.applyList(list, list.length < PAGE_MAX, told)
    await Promise.all([...new Set(store.open)].map(reload))
  }

  /** As many replies as are held, once more: what was missed may be among any of them. */
  async function reload(messageId: string): Promise<void> {
    const { me, told } = store
    const held = store.threads[messageId]?.replies.length ?? 0
    const limit = Math.min(PAGE_MAX, Math.max(PAGE_DEFAULT, held))
    const page = await request('readThread', { params: { messageId }, query: { limit } })
    if (store.me === me) store.applyLastPage(page, told)
  }

  /** Loads what stands before the first held reply. Throws `ApiError`. */
  async function loadEarlier(messageId: string): Promise<void> {
    const before = store.threads[messageId]?.from
    if (!before || store.isComplete(messageId)) return
    store.applyEarlierPage(await request('readThread', { params: { messageId }, query: { before, limit: PAGE_DEFAULT } }), before)
  }

  function receive(messages: readonly Message[]): void {
    if (store.applyMessages(messages)) void refresh()
  }

  /** Another device of the person read on, or follows. A thread that is not known here stands in the list. */
  function take({ rootId, mine }: ServerEventPayload<'thread:viewed'>): void {
    if (store.threads[rootId]) store.applyView(rootId, mine)
    else if (mine.following) void refresh()
  }

  /** The reader has seen all replies up to `seq`. Lower than before changes nothing. */
  function markRead(rootId: string, seq: number): void {
    const before = store.threads[rootId]?.mine.lastReadSeq
    if (before === undefined || seq <= before) return
    store.moveMarker(rootId, seq)
    queue.send(rootId, seq)
  }

  /** Shown at once, and taken back when the server did not hear of it (throws `ApiError`). Of quick changes of mind the last one is told last. */
  async function follow(messageId: string, following: boolean): Promise<void> {
    store.applyWanted(messageId, following)
    await follows.run(messageId, () => sendFollowing(messageId))
  }

  async function sendFollowing(messageId: string): Promise<void> {
    const wanted = store.threads[messageId]?.wanted
    if (wanted === undefined) return
    try {
      store.applyView(messageId, await request('updateThread', { params: { messageId }, body: { following: wanted } }))
    }
    finally {
      if (store.threads[messageId]?.wanted === wanted) store.applyWanted(messageId)
    }
  }

  const { connected, caughtUp } = createOncePerConnection(refresh)

  return { connected, caughtUp, refresh, loadEarlier, receive, take, markRead, follow, flush: queue.flush, stop: queue.stop }
}
