import type { DraftsStore } from '../stores/drafts.ts'
import type { ConversationsStore } from '../stores/conversations.ts'
import type { OpenConversationsStore } from '../stores/open-conversations.ts'
import type { OutboxStore } from '../stores/outbox.ts'
import type { PresenceStore } from '../stores/presence.ts'
import type { ReferredStore } from '../stores/referred.ts'
import type { BookmarksStore } from '../stores/bookmarks.ts'
import type { ScheduledStore } from '../stores/scheduled.ts'
import type { ThreadsStore } from '../stores/threads.ts'
import { createBrowserUser } from './browser-user.ts'
import { browserLock, browserTimers, isOnline, isVisible } from './browser-ports.ts'
import type { ConnectionState } from './connection/connection-state.ts'
import { createDrafts } from './drafts/local-drafts.ts'
import { createLazyParts } from './lazy-parts.ts'
import { createLazyConnection } from './connection/lazy-connection.ts'
import type { SocketLike } from './connection/socket-connection.ts'
import { createSocketConnection } from './connection/socket-connection.ts'
import { createMessagingClient } from './messaging-client.ts'
import { createPresenceNotice } from './presence/presence-notice.ts'
import { createThreads } from './features/threads.ts'
import { createIndexedOutbox } from './outbox/indexed-outbox.ts'
import { createRecentEmoji } from './features/recent-emoji.ts'
import { withMemory } from './outbox/memory-outbox.ts'
import { createOncePerConnection } from './connection/once-per-connection.ts'
import type { RequestApi } from './ports.ts'
import type { ServerEventOptions } from './connection/server-events.ts'
import { trackRequests } from './api/track-requests.ts'
import { createServerEvents } from './connection/server-events.ts'
import { watchPage } from './watch-page.ts'

/** Milliseconds that signing out waits for requests under way. */
const SETTLE_MS = 3_000

export interface ClientOptions {
  store: ConversationsStore
  openConversations: OpenConversationsStore
  outboxStore: OutboxStore
  presence: PresenceStore
  draftsStore: DraftsStore
  threadsStore: ThreadsStore
  referred: ReferredStore
  bookmarks: BookmarksStore
  /** Called once, after the first screen. */
  openScheduledStore: () => Promise<ScheduledStore>
  applyNotification: ServerEventOptions['applyNotification']
  request: RequestApi
  openSocket: () => Promise<() => SocketLike>
  showState: (state: ConnectionState) => void
  renewSession: () => Promise<boolean>
  /** Called when the session has ended. `keepUnsent` is false when the user ended it on purpose. */
  signOut: (kept: { keepUnsent: boolean }) => void
  /** Called after a reconnect, once everything missed has been fetched. */
  resumed: () => void
  /** Called when another user has signed in in another tab: requests of this tab would run as that user. */
  userChanged: () => void
}

export type Client = ReturnType<typeof createClient>

/** The messaging client of one signed-in user in this browser, with its storage, socket and timers. */
export function createClient({
  store, openConversations, outboxStore, presence, draftsStore, threadsStore, referred, bookmarks, openScheduledStore, applyNotification, request: send, openSocket, showState, resumed, userChanged, renewSession, signOut,
}: ClientOptions) {
  let unwatch: (() => void) | undefined
  const { request, allEnded } = trackRequests(send)
  const user = createBrowserUser({ me: () => store.me, changed: userChanged })
  const draftPorts = { storage: localStorage, timers: browserTimers, me: () => store.me }
  const deferred = createLazyParts(async () => {
    const [{ createDeferredParts }, scheduledStore] = await Promise.all([import('./deferred-parts.ts'), openScheduledStore()])
    return () => createDeferredParts({ ...draftPorts, draftsStore, scheduledStore, request, show: drafts.show })
  })
  const drafts = createDrafts({ ...draftPorts, store: draftsStore, onWrite: deferred.draftWritten })
  const threads = createThreads({ store: threadsStore, request, timers: browserTimers })
  const reconnect = createOncePerConnection(async () => {
    resumed()
    return true
  })
  const messaging = createMessagingClient({
    store, openConversations, outboxStore, presence, request, storage: withMemory(createIndexedOutbox()), lock: browserLock, timers: browserTimers, isOnline, isVisible,
    onCaughtUp: () => {
      connection.caughtUp()
      for (const part of [reconnect, threads, deferred]) void part.caughtUp()
    },
    onMessages: (messages) => {
      threads.receive(messages)
      referred.applyMessages(messages)
      bookmarks.applyMessages(messages)
    },
  })
  const presenceNotice = createPresenceNotice({ timers: browserTimers, isVisible, send: status => connection.send('presence:set', { status }) })
  const table = createServerEvents({
    store, presence, bookmarks, applyNotification, messaging, signOut,
    applyScheduled: deferred.applyScheduled,
    applyDraft: deferred.applyDraft,
    applyThreadView: threads.applyView,
  })

  const connection = createLazyConnection(async () => {
    const open = await openSocket()
    return () => createSocketConnection({
      openSocket: open, table, timers: browserTimers, isOnline, showState, renewSession, signOut: () => signOut({ keepUnsent: true }),
      listener: { connected: () => user.ifSame(connected), disconnected },
    })
  })

  /** Called when the user is known: shows what is stored on this device, and connects. */
  async function begin(): Promise<void> {
    user.remember()
    drafts.restore()
    void deferred.open()
    unwatch = watchPage({ onWake: () => user.ifSame(messaging.woken), onLeave: leave, onVisibility: presenceNotice.visibilityChanged, onNetwork: connection.networkChanged })
    void messaging.start()
    await connection.open()
  }

  function connected(): void {
    // The page may have been rendered before the connection, so events may be missing.
    bookmarks.applyGap()
    for (const part of [presenceNotice, reconnect, threads, deferred]) part.connected()
    void messaging.connected()
  }

  function disconnected(): void {
    bookmarks.applyGap()
    messaging.disconnected()
  }

  /** The page is hidden or closed: saves and sends what can still be sent. */
  function leave(): void {
    drafts.flush()
    if (!user.isSame()) return
    messaging.leaving()
    threads.flush()
    void deferred.flushDrafts()
  }

  /** Before sign-out: sends messages and drafts and waits for running requests, for at most `SETTLE_MS`. */
  async function settle(): Promise<void> {
    leave()
    const sent = Promise.all([messaging.outbox.flush(), deferred.flushDrafts()]).then(allEnded)
    await Promise.race([sent, new Promise<void>(resolve => browserTimers.set(resolve, SETTLE_MS))])
  }

  /**
   * After sign-out: deletes the user's data from this device. With `keepUnsent`, unsent messages and
   * drafts stay until the same user signs in again, and are deleted when another user does.
   */
  async function end({ keepUnsent = false } = {}): Promise<void> {
    unwatch?.()
    presenceNotice.stop()
    connection.close()
    threads.stop()
    deferred.stop()
    // When another user has signed in in this browser, the stored data is already theirs.
    const keeps = keepUnsent || !user.isSame()
    if (keeps) drafts.stop()
    else drafts.clear()
    if (!keeps) user.forget()
    createRecentEmoji(localStorage).clear()
    await messaging.end({ keepUnsent: keeps })
  }

  return { messaging, threads, drafts, begin, settle, end, send: connection.send }
}
