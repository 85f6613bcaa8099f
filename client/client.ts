import type { DraftsStore } from '../stores/drafts.ts'
import type { MessagingStore } from '../stores/messaging.ts'
import type { PresenceStore } from '../stores/presence.ts'
import type { ReferredStore } from '../stores/referred.ts'
import type { BookmarksStore } from '../stores/bookmarks.ts'
import type { ScheduledStore } from '../stores/scheduled.ts'
import type { ThreadsStore } from '../stores/threads.ts'
import { createBrowserUser } from './browser-user.ts'
import { browserLock, browserTimers, isOnline, isVisible } from './browser-ports.ts'
import type { ConnectionState } from './connection/connection-state.ts'
import { createDrafts } from './drafts/local-drafts.ts'
import type { DeferredParts } from './deferred-parts.ts'
import type { SocketConnection, SocketLike } from './connection/socket-connection.ts'
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
  store: MessagingStore
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
  store, presence, draftsStore, threadsStore, referred, bookmarks, openScheduledStore, applyNotification, request: send, openSocket, showState, resumed, userChanged, renewSession, signOut,
}: ClientOptions) {
  /** Both are loaded after the first screen, and undefined until then. */
  let connection: SocketConnection | undefined
  let deferred: DeferredParts | undefined
  let unwatch: (() => void) | undefined
  let hasCaughtUp = false
  const { request, allEnded } = trackRequests(send)
  const user = createBrowserUser({ me: () => store.me, changed: userChanged })
  const draftPorts = { storage: localStorage, timers: browserTimers, me: () => store.me }
  /** Drafts written before the deferred parts were loaded. */
  const writtenEarly = new Set<string>()
  const drafts = createDrafts({ ...draftPorts, store: draftsStore, onWrite: id => deferred ? deferred.drafts.written(id) : writtenEarly.add(id) })
  const threads = createThreads({ store: threadsStore, request, timers: browserTimers })
  const reconnect = createOncePerConnection(async () => {
    resumed()
    return true
  })
  const messaging = createMessagingClient({
    store, presence, request, storage: withMemory(createIndexedOutbox()), lock: browserLock, timers: browserTimers, isOnline, isVisible,
    onCaughtUp: () => {
      connection?.caughtUp()
      hasCaughtUp = true
      for (const part of [reconnect, threads, deferred]) void part?.caughtUp()
    },
    onMessages: (messages) => {
      threads.receive(messages)
      referred.applyMessages(messages)
      bookmarks.applyMessages(messages)
    },
  })
  const presenceNotice = createPresenceNotice({ timers: browserTimers, isVisible, send: status => connection?.send('presence:set', { status }) })
  const table = createServerEvents({
    store, presence, bookmarks, applyNotification, messaging, signOut,
    applyScheduled: event => deferred?.scheduled.receive(event),
    applyDraft: draft => deferred?.drafts.receive(draft),
    applyThreadView: threads.applyView,
  })

  /** Called when the user is known: shows what is stored on this device, and connects. */
  async function begin(): Promise<void> {
    const userId = store.me
    user.remember()
    drafts.restore()
    void loadDeferredParts()
    unwatch = watchPage({ onWake: () => user.ifSame(messaging.woken), onLeave: leave, onVisibility: presenceNotice.visibilityChanged, onNetwork: () => connection?.networkChanged() })
    void messaging.start()
    const open = await openSocket()
    // The user may have signed out while the socket code was loading.
    if (store.me !== userId || connection) return
    connection = createSocketConnection({
      openSocket: open, table, timers: browserTimers, isOnline, showState, renewSession, signOut: () => signOut({ keepUnsent: true }),
      listener: { connected: () => user.ifSame(connected), disconnected },
    })
  }

  function connected(): void {
    // The page may have been rendered before the connection, so events may be missing.
    bookmarks.applyGap()
    for (const part of [presenceNotice, reconnect, threads, deferred]) part?.connected()
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
    void deferred?.drafts.flush()
  }

  /** Before sign-out: sends messages and drafts and waits for running requests, for at most `SETTLE_MS`. */
  async function settle(): Promise<void> {
    leave()
    const sent = Promise.all([messaging.outbox.flush(), deferred?.drafts.flush()]).then(allEnded)
    await Promise.race([sent, new Promise<void>(resolve => browserTimers.set(resolve, SETTLE_MS))])
  }

  /** Without these parts, drafts are still stored on this device. */
  async function loadDeferredParts(): Promise<void> {
    const userId = store.me
    const [{ createDeferredParts }, scheduledStore] = await Promise.all([import('./deferred-parts.ts'), openScheduledStore()])
    if (store.me !== userId || deferred) return
    deferred = createDeferredParts({ ...draftPorts, draftsStore, scheduledStore, request, show: drafts.show })
    writtenEarly.forEach(deferred.drafts.written)
    writtenEarly.clear()
    if (hasCaughtUp) await deferred.caughtUp()
  }

  /**
   * After sign-out: deletes the user's data from this device. With `keepUnsent`, unsent messages and
   * drafts stay until the same user signs in again, and are deleted when another user does.
   */
  async function end({ keepUnsent = false } = {}): Promise<void> {
    unwatch?.()
    presenceNotice.stop()
    connection?.close()
    connection = undefined
    threads.stop()
    writtenEarly.clear()
    deferred?.drafts.stop()
    deferred = undefined
    hasCaughtUp = false
    // When another user has signed in in this browser, the stored data is already theirs.
    const keeps = keepUnsent || !user.isSame()
    if (keeps) drafts.stop()
    else drafts.clear()
    if (!keeps) user.forget()
    createRecentEmoji(localStorage).clear()
    await messaging.end({ keepUnsent: keeps })
  }

  return { messaging, threads, drafts, begin, settle, end, send: (...event: Parameters<SocketConnection['send']>) => connection?.send(...event) }
}
