import type { Conversation, Message } from '#shared/types.ts'
import type { MessagingStore } from '../stores/messaging.ts'
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
  store: MessagingStore
  presence: PresenceStore
  request: RequestApi
  storage: OutboxStorage
  lock: Lock
  timers: Timers
  isOnline: () => boolean
  isVisible: () => boolean
  /** Called whenever this device is up to date again. */
  onCaughtUp?: () => void
  /** Called with messages that this device learnt of, live or by catching up. */
  onMessages?: ((messages: readonly Message[]) => void) | undefined
}

export type MessagingClient = ReturnType<typeof createMessagingClient>

/**
 * Everything that keeps one device's store true, put together from its parts. The browser, the
 * unit tests and the simulator run this very client; only what it is given differs.
 */
export function createMessagingClient({
  store, presence, request, storage, lock, timers, isOnline, isVisible, onCaughtUp, onMessages,
}: MessagingClientOptions) {
  const onHeads = (heads: readonly Conversation[]) => presence.applyHeads(heads)
  const markers = createReadMarkers({ store, request, timers })
  const changes = createCatchUp({ store, request, timers, onHeads, onMessages })
  const heads = createSync({ store, request, timers, catchUp: changes.catchUp, areMarkersTold: markers.areTold, sendMarker: markers.send, onHeads, onMessages, onCaughtUp })
  const gate = createEventGate({ store, timers, catchUp: changes.catchUp, sync: heads.sync, onMessages })
  const outbox = createOutbox({ store, request, storage, lock, timers, isOnline, onMessages })
  const typing = createTypingExpiry({ presence, timers })
  const heartbeat = createHeartbeat({ timers, isVisible, beat: () => void heads.sync() })

  /** The page is there: shows what it left behind last time, and sends it. */
  async function start(): Promise<void> {
    heartbeat.start()
    await storage.keepOnly(store.me)
    await outbox.restore()
    await outbox.flush()
  }

  /** The stream is open. Resolves to whether everything missed before it is here. */
  async function connected(): Promise<boolean> {
    void outbox.flush()
    markers.flush()
    return heads.sync()
  }

  /** The stream is cut: the next connection starts with a sync, so nothing is waited for. */
  function disconnected(): void {
    gate.stop()
    typing.stop()
  }

  /** The page is looked at again, or the network is back. Its timers may have slept for hours. */
  function woken(): Promise<boolean> {
    heartbeat.start()
    return connected()
  }

  /** The page goes away, perhaps for ever. */
  function leaving(): void {
    outbox.release()
    outbox.leave()
    markers.flush()
  }

  /** Nobody is signed in any more: no timer runs on, and nothing stays on the device unless `keepUnsent`. */
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
