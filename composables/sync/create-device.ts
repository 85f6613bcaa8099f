import type { DraftsStore } from '../../stores/drafts.ts'
import type { MessagingStore } from '../../stores/messaging.ts'
import type { PresenceStore } from '../../stores/presence.ts'
import type { ReferredStore } from '../../stores/referred.ts'
import type { SavedStore } from '../../stores/saved.ts'
import type { ThreadsStore } from '../../stores/threads.ts'
import { browserLock, browserTimers, isOnline, isVisible } from './browser-ports.ts'
import type { ConnectionState } from './create-connection-state.ts'
import type { DraftSync } from './create-draft-sync.ts'
import { createDrafts } from './create-drafts.ts'
import type { Link, SocketLike } from './create-link.ts'
import { createLink } from './create-link.ts'
import { createMessagingClient } from './create-messaging-client.ts'
import { createPresenceNotice } from './create-presence-notice.ts'
import { createThreads } from './create-threads.ts'
import { createIndexedOutbox } from './indexed-outbox.ts'
import { createRecentEmoji } from './recent-emoji.ts'
import type { RequestApi } from './ports.ts'
import type { ServerEventOptions } from './server-events.ts'
import { createServerEvents } from './server-events.ts'
import { watchPage } from './watch-page.ts'

/** Milliseconds that signing out waits for what is on its way. */
const SETTLE_MS = 3_000

export interface DeviceOptions {
  store: MessagingStore
  presence: PresenceStore
  draftsStore: DraftsStore
  threadsStore: ThreadsStore
  referred: ReferredStore
  saved: SavedStore
  takeScheduled: ServerEventOptions['takeScheduled']
  takeNotification: ServerEventOptions['takeNotification']
  request: RequestApi
  openSocket: () => Promise<() => SocketLike>
  showState: (state: ConnectionState) => void
  renewSession: () => Promise<boolean>
  signOut: () => void
}

export type Device = ReturnType<typeof createDevice>

/** This browser as one device of one person: the messaging client with everything a browser gives it. */
export function createDevice({
  store, presence, draftsStore, threadsStore, referred, saved, takeScheduled, takeNotification, request, openSocket, showState, renewSession, signOut,
}: DeviceOptions) {
  let link: Link | undefined
  let unwatch: (() => void) | undefined
  let draftSync: DraftSync | undefined
  const draftPorts = { store: draftsStore, storage: localStorage, timers: browserTimers, me: () => store.me }
  /** Where somebody wrote before drafts could be shared. */
  const writtenEarly = new Set<string>()
  const drafts = createDrafts({ ...draftPorts, onWrite: id => draftSync ? draftSync.written(id) : writtenEarly.add(id) })
  const threads = createThreads({ store: threadsStore, request, timers: browserTimers })
  const client = createMessagingClient({
    store, presence, request, storage: createIndexedOutbox(), lock: browserLock, timers: browserTimers, isOnline, isVisible,
    onCaughtUp: () => {
      link?.caughtUp()
      void threads.refresh()
    },
    onMessages: (messages) => {
      threads.receive(messages)
      referred.applyMessages(messages)
      saved.applyMessages(messages)
    },
  })
  const notice = createPresenceNotice({ timers: browserTimers, isVisible, tell: status => link?.tell('presence:set', { status }) })
  const table = createServerEvents({ store, presence, saved, takeScheduled, takeNotification, takeDraft: draft => draftSync?.receive(draft), takeThreadView: threads.take, client, signOut })

  /** The person is here: shows what the device kept, and opens the stream. */
  async function begin(): Promise<void> {
    const userId = store.me
    drafts.restore()
    void shareDrafts()
    unwatch = watchPage({ onWake: () => void client.woken(), onLeave: leave, onVisibility: notice.visibilityChanged, onNetwork: () => link?.networkChanged() })
    void client.start()
    const open = await openSocket()
    // Whoever signed out meanwhile wants no stream.
    if (store.me !== userId || link) return
    link = createLink({
      openSocket: open, table, timers: browserTimers, isOnline, showState, renewSession, signOut,
      client: {
        connected: () => {
          notice.connected()
          void draftSync?.refresh()
          return client.connected()
        },
        disconnected: client.disconnected,
      },
    })
  }

  function leave(): void {
    client.leaving()
    threads.flush()
    drafts.flush()
    void draftSync?.flush()
  }

  /** The person signs out: what they wrote and sent goes out first, if that takes no longer than a moment. */
  async function settle(): Promise<void> {
    leave()
    const told = Promise.all([client.outbox.flush(), draftSync?.flush()])
    await Promise.race([told, new Promise<void>(resolve => browserTimers.set(resolve, SETTLE_MS))])
  }

  /** Loaded behind everything else. Without it drafts stay on this device, where they are kept anyway. */
  async function shareDrafts(): Promise<void> {
    const userId = store.me
    const { createDraftSync } = await import('./create-draft-sync.ts')
    if (store.me !== userId || draftSync) return
    draftSync = createDraftSync({ ...draftPorts, request, show: drafts.show })
    writtenEarly.forEach(draftSync.written)
    writtenEarly.clear()
    await draftSync.refresh()
  }

  /** The person is gone: nothing of theirs stays on this device. */
  async function end(): Promise<void> {
    unwatch?.()
    notice.stop()
    link?.close()
    link = undefined
    threads.stop()
    writtenEarly.clear()
    draftSync?.stop()
    draftSync = undefined
    drafts.clear()
    createRecentEmoji(localStorage).clear()
    await client.end()
  }

  return { client, threads, drafts, begin, settle, end, tell: (...said: Parameters<Link['tell']>) => link?.tell(...said) }
}
