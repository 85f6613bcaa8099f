import type { MessagingStore } from '../../stores/messaging.ts'
import type { OutboxEntry } from './outbox-entry.ts'
import { referencesOf } from './outbox-entry.ts'
import type { RequestApi } from '../ports.ts'

/** The command that sends it. What a reply answers says by itself which thread it is in. */
export function sendCommand(entry: OutboxEntry) {
  const { rootId, ...references } = referencesOf(entry)
  return { params: { conversationId: entry.conversationId }, body: { id: entry.id, body: entry.body, ...references } }
}

/**
 * The page goes away, perhaps for ever, and takes its requests with it, but for those that outlive
 * it. By such a one goes what is the only one in its conversation: of several the order would be
 * left to chance. All stays in the outbox until a page hears that it arrived.
 */
export function sendAtLeave(store: MessagingStore, request: RequestApi): void {
  const unsent = store.outbox.filter(({ state }) => state !== 'failed')
  for (const entry of unsent) {
    const isAlone = unsent.every(other => other === entry || other.conversationId !== entry.conversationId)
    if (isAlone) void request('sendMessage', { ...sendCommand(entry), keepalive: true }).catch(goesWithTheNextPage)
  }
}

const goesWithTheNextPage = () => undefined
