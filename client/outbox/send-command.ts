import type { OutboxStore } from '../../stores/outbox.ts'
import type { OutboxEntry } from './outbox-entry.ts'
import { referencesOf } from './outbox-entry.ts'
import type { RequestApi } from '../ports.ts'

/** The request that sends the entry. The server derives the thread's root from the parent. */
export function sendCommand(entry: OutboxEntry) {
  const { rootId, ...references } = referencesOf(entry)
  return { params: { conversationId: entry.conversationId }, body: { id: entry.id, body: entry.body, ...references } }
}

/**
 * Called when the page is being closed: sends with `keepalive`, so that the requests outlive the page.
 * Only conversations with a single unsent message take part, because the order of several requests
 * would be random. Every message stays in the outbox until a page learns that it arrived.
 */
export function sendAtLeave({ entries }: OutboxStore, request: RequestApi): void {
  const unsent = entries.filter(({ state }) => state !== 'failed')
  for (const entry of unsent) {
    const isAlone = unsent.every(other => other === entry || other.conversationId !== entry.conversationId)
    if (isAlone) void request('sendMessage', { ...sendCommand(entry), keepalive: true }).catch(sentByTheNextPage)
  }
}

const sentByTheNextPage = () => undefined
