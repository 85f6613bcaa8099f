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

/** Keeps the threads on this device current: applies events, and fetches the list once per connection. */
export function createThreads({ store, request, timers }: ThreadsOptions) {
  const flights = createSingleFlight<boolean>()
  const follows = createSingleFlight()
  const queue = createMarkerQueue({
    timers,
    // The response is older than a pending follow, so its `following` is ignored (revision -1).
    send: async (messageId, lastReadSeq, options) =>
      store.applyView(messageId, await request('updateThread', { params: { messageId }, body: { lastReadSeq }, ...options }), -1),
  })

  /** Fetches the list of followed threads and all open threads. Resolves to false after a failure. */
  async function refresh(): Promise<boolean> {
    return flights.run('refresh', () => fetchAll().then(() => true, () => false))
  }

  async function fetchAll(): Promise<void> {
    const { me, revision } = store
    const list = await request('listThreads', { query: { limit: PAGE_MAX } })
    if (store.me !== me) return
    store.applyList(list, list.length < PAGE_MAX, revision)
    await Promise.all([...new Set(store.open)].map(reload))
  }

  /** Fetches as many replies as are loaded: any of them may have changed. */
  async function reload(messageId: string): Promise<void> {
    const { me, revision } = store
    const loaded = store.threads[messageId]?.replies.length ?? 0
    const limit = Math.min(PAGE_MAX, Math.max(PAGE_DEFAULT, loaded))
    const page = await request('readThread', { params: { messageId }, query: { limit } })
    if (store.me === me) store.applyLastPage(page, revision)
  }

  /** Loads the page before the first loaded reply. Throws `ApiError`. */
  async function loadEarlier(messageId: string): Promise<void> {
    const before = store.threads[messageId]?.from
    if (!before || store.isComplete(messageId)) return
    store.applyEarlierPage(await request('readThread', { params: { messageId }, query: { before, limit: PAGE_DEFAULT } }), before)
  }

  function receive(messages: readonly Message[]): void {
    if (store.applyMessages(messages)) void refresh()
  }

  /** Another device of the user read replies, or followed the thread. An unknown thread is fetched with the list. */
  function applyView({ rootId, mine }: ServerEventPayload<'thread:viewed'>): void {
    if (store.threads[rootId]) store.applyView(rootId, mine)
    else if (mine.following) void refresh()
  }

  /** Marks all replies up to `seq` as read. A lower `seq` than before changes nothing. */
  function markRead(rootId: string, seq: number): void {
    const before = store.threads[rootId]?.mine.lastReadSeq
    if (before === undefined || seq <= before) return
    store.moveMarker(rootId, seq)
    queue.send(rootId, seq)
  }

  /** Optimistic update, undone when the request fails (throws `ApiError`). After quick changes the last one is sent last. */
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

  return { connected, caughtUp, refresh, loadEarlier, receive, applyView, markRead, follow, flush: queue.flush, stop: queue.stop }
}
