import type { Conversation, Message } from '#shared/types.ts'
import type { ConversationsStore } from '../stores/conversations.ts'
import type { OpenConversationsStore } from '../stores/open-conversations.ts'
import type { OutboxStore } from '../stores/outbox.ts'
import type { PresenceStore } from '../stores/presence.ts'
import { createCatchUp } from './sync/catch-up.ts'
import { createEventGate } from './sync/event-gate.ts'
import { createHeartbeat } from './connection/heartbeat.ts'
import { createOutbox } from './outbox/outbox.ts'
import { createReadMarkers } from './reading/read-markers.ts'
import { createSync } from './sync/sync.ts'
import { createTypingExpiry } from './presence/typing-expiry.ts'
import type { Lock, OutboxStorage, RequestApi, Timers } from './ports.ts'

export interface MessagingClientOptions {
  store: ConversationsStore
  openConversations: OpenConversationsStore
  outboxStore: OutboxStore
  presence: PresenceStore
  request: RequestApi
  storage: OutboxStorage
  lock: Lock
  timers: Timers
  isOnline: () => boolean
  isVisible: () => boolean
  /** Called after each successful sync. */
  onCaughtUp?: () => void
  /** Called with new and changed messages, from events and from catching up. */
  onMessages?: ((messages: readonly Message[]) => void) | undefined
}

export type MessagingClient = ReturnType<typeof createMessagingClient>

/**
 * The sync engine of one device: keeps its stores equal to the server. The browser, the unit tests
 * and the simulator run this code with different ports.
 */
export function createMessagingClient({
  store, openConversations, outboxStore, presence, request, storage, lock, timers, isOnline, isVisible, onCaughtUp, onMessages,
}: MessagingClientOptions) {
  const onHeads = (heads: readonly Conversation[]) => presence.applyHeads(heads)
  const markers = createReadMarkers({ store, request, timers })
  const changes = createCatchUp({ store, request, timers, onHeads, onMessages })
  const heads = createSync({ store, openConversations, request, timers, catchUp: changes.catchUp, areMarkersSent: markers.areSent, sendMarker: markers.send, onHeads, onMessages, onCaughtUp })
  const gate = createEventGate({ store, timers, catchUp: changes.catchUp, sync: heads.sync, onMessages })
  const outbox = createOutbox({ store, outboxStore, request, storage, lock, timers, isOnline, onMessages })
  const typing = createTypingExpiry({ presence, timers })
  const heartbeat = createHeartbeat({ timers, isVisible, beat: () => void heads.sync() })

  /** After the page has loaded: restores the outbox of earlier visits and sends it. */
  async function start(): Promise<void> {
    heartbeat.start()
    await storage.keepOnly(store.me)
    await outbox.restore()
    await outbox.flush()
  }

  /** The socket is connected. Resolves to whether the sync succeeded. */
  async function connected(): Promise<boolean> {
    void outbox.flush()
    markers.flush()
    return heads.sync()
  }

  /** The socket is disconnected. The next connection starts with a sync, so pending gaps are dropped. */
  function disconnected(): void {
    gate.stop()
    typing.stop()
  }

  /** The page is visible again, or the network is back. Timers may have been suspended for hours. */
  function woken(): Promise<boolean> {
    heartbeat.start()
    return connected()
  }

  /** The page is hidden or closed. */
  function leaving(): void {
    outbox.release()
    outbox.leave()
    markers.flush()
  }

  /** After sign-out: stops all timers and deletes the outbox from the device, unless `keepUnsent`. */
  async function end({ keepUnsent = false } = {}): Promise<void> {
    stop()
    if (keepUnsent) outbox.stop()
    else await outbox.clear()
  }

  function stop(): void {
    heartbeat.stop()
    for (const part of [gate, typing, markers, changes, heads]) part.stop()
  }

  return { start, connected, disconnected, woken, leaving, end, stop, gate, outbox, markers, typing, changes, heads }
}
