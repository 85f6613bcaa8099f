import type { DraftsStore } from '../stores/drafts.ts'
import type { MessagingStore } from '../stores/messaging.ts'
import type { PresenceStore } from '../stores/presence.ts'
import type { ReferredStore } from '../stores/referred.ts'
import type { BookmarksStore } from '../stores/bookmarks.ts'
import type { ScheduledStore } from '../stores/scheduled.ts'
import type { ThreadsStore } from '../stores/threads.ts'
import { createBrowserPerson } from './browser-person.ts'
import { browserLock, browserTimers, isOnline, isVisible } from './browser-ports.ts'
import type { ConnectionState } from './connection/connection-state.ts'
import { createDrafts } from './drafts/local-drafts.ts'
import type { Later } from './deferred-parts.ts'
import type { Link, SocketLike } from './connection/socket-connection.ts'
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
import { createServerEvents } from './connection/server-events.ts'
import { watchPage } from './watch-page.ts'

/** Milliseconds that signing out waits for what is on its way. */
const SETTLE_MS = 3_000

export interface DeviceOptions {
  store: MessagingStore
  presence: PresenceStore
  draftsStore: DraftsStore
  threadsStore: ThreadsStore
  referred: ReferredStore
  saved: BookmarksStore
  /** Called once, after the first screen. */
  openScheduledStore: () => Promise<ScheduledStore>
  takeNotification: ServerEventOptions['takeNotification']
  request: RequestApi
  openSocket: () => Promise<() => SocketLike>
  showState: (state: ConnectionState) => void
  renewSession: () => Promise<boolean>
  /** The session has ended; whether by itself, or by somebody who wants nothing to stay, says `keepUnsent`. */
  signOut: (kept: { keepUnsent: boolean }) => void
  /** Everything that was missed before a new stream is here. */
  resumed: () => void
  /** Somebody else has signed in in another tab of this browser; what this one asks for would be asked in their name. */
  personChanged: () => void
}

export type Device = ReturnType<typeof createDevice>

/** This browser as one device of one person: the messaging client with everything a browser gives it. */
export function createDevice({
  store, presence, draftsStore, threadsStore, referred, saved, openScheduledStore, takeNotification, request, openSocket, showState, resumed, personChanged, renewSession, signOut,
}: DeviceOptions) {
  let link: Link | undefined
  let unwatch: (() => void) | undefined
  let later: Later | undefined
  let hasCaughtUp = false
  const person = createBrowserPerson({ me: () => store.me, changed: personChanged })
  const draftPorts = { storage: localStorage, timers: browserTimers, me: () => store.me }
  /** Where somebody wrote before drafts could be shared. */
  const writtenEarly = new Set<string>()
  const drafts = createDrafts({ ...draftPorts, store: draftsStore, onWrite: id => later ? later.drafts.written(id) : writtenEarly.add(id) })
  const threads = createThreads({ store: threadsStore, request, timers: browserTimers })
  const stream = createOncePerConnection(async () => {
    resumed()
    return true
  })
  const client = createMessagingClient({
    store, presence, request, storage: withMemory(createIndexedOutbox()), lock: browserLock, timers: browserTimers, isOnline, isVisible,
    onCaughtUp: () => {
      link?.caughtUp()
      hasCaughtUp = true
      for (const part of [stream, threads, later]) void part?.caughtUp()
    },
    onMessages: (messages) => {
      threads.receive(messages)
      referred.applyMessages(messages)
      saved.applyMessages(messages)
    },
  })
  const notice = createPresenceNotice({ timers: browserTimers, isVisible, tell: status => link?.tell('presence:set', { status }) })
  const table = createServerEvents({
    store, presence, saved, takeNotification, client, signOut,
    takeScheduled: event => later?.scheduled.receive(event),
    takeDraft: draft => later?.drafts.receive(draft),
    applyThreadView: threads.take,
  })

  /** The person is here: shows what the device kept, and opens the stream. */
  async function begin(): Promise<void> {
    const userId = store.me
    person.take()
    drafts.restore()
    void loadLater()
    unwatch = watchPage({ onWake: () => person.asOneself(client.woken), onLeave: leave, onVisibility: notice.visibilityChanged, onNetwork: () => link?.networkChanged() })
    void client.start()
    const open = await openSocket()
    // Whoever signed out meanwhile wants no stream.
    if (store.me !== userId || link) return
    link = createSocketConnection({
      openSocket: open, table, timers: browserTimers, isOnline, showState, renewSession, signOut: () => signOut({ keepUnsent: true }),
      client: {
        connected: () => person.asOneself(() => {
          // A page that was rendered before the stream may have missed something.
          saved.applyGap()
          for (const part of [notice, stream, threads, later]) part?.connected()
          void client.connected()
        }),
        disconnected: () => {
          saved.applyGap()
          client.disconnected()
        },
      },
    })
  }

  function leave(): void {
    drafts.flush()
    if (!person.isStillHere()) return
    client.leaving()
    threads.flush()
    void later?.drafts.flush()
  }

  /** The person signs out: what they wrote and sent goes out first, if that takes no longer than a moment. */
  async function settle(): Promise<void> {
    leave()
    const told = Promise.all([client.outbox.flush(), later?.drafts.flush()])
    await Promise.race([told, new Promise<void>(resolve => browserTimers.set(resolve, SETTLE_MS))])
  }

  /** Behind everything else. Without it drafts stay on this device, where they are kept anyway. */
  async function loadLater(): Promise<void> {
    const userId = store.me
    const [{ createDeferredParts }, scheduledStore] = await Promise.all([import('./deferred-parts.ts'), openScheduledStore()])
    if (store.me !== userId || later) return
    later = createDeferredParts({ ...draftPorts, draftsStore, scheduledStore, request, show: drafts.show })
    writtenEarly.forEach(later.drafts.written)
    writtenEarly.clear()
    if (hasCaughtUp) await later.caughtUp()
  }

  /**
   * Nobody is signed in any more. Nothing of theirs stays on this device, but with `keepUnsent`
   * what they wrote and could not send: it is theirs alone, and gone as soon as somebody else comes.
   */
  async function end({ keepUnsent = false } = {}): Promise<void> {
    unwatch?.()
    notice.stop()
    link?.close()
    link = undefined
    threads.stop()
    writtenEarly.clear()
    later?.drafts.stop()
    later = undefined
    hasCaughtUp = false
    // What another person has meanwhile written here is theirs.
    const keeps = keepUnsent || !person.isStillHere()
    if (keeps) drafts.stop()
    else drafts.clear()
    if (!keeps) person.leave()
    createRecentEmoji(localStorage).clear()
    await client.end({ keepUnsent: keeps })
  }

  return { client, threads, drafts, begin, settle, end, tell: (...said: Parameters<Link['tell']>) => link?.tell(...said) }
}
