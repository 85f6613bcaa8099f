import { createPinia } from 'pinia'
import { defaultSettings } from '#shared/conversation-settings.ts'
import type { DeletionChange } from '#shared/sync.ts'
import type { Conversation, Message } from '#shared/types.ts'
import { useConversationsStore } from '../../stores/conversations.ts'
import { useOpenConversationsStore } from '../../stores/open-conversations.ts'
import { useOutboxStore } from '../../stores/outbox.ts'
import { usePresenceStore } from '../../stores/presence.ts'
import { plainMessage } from './plain-message.ts'

/** Maya reads; Sam of the studio Harbor writes to her about her bakery's shop. */
export const maya = '0199c000-0000-7000-8000-000000000001'
export const sam = '0199c000-0000-7000-8000-000000000002'
export const shop = '0199c000-0000-7000-8000-000000000011'
export const epoch = '0199c000-0000-7000-8000-0000000000ee'

/** A moment of a November morning; all messages may share it. */
const MOMENT = '2026-11-20T09:00:00.000Z'

/** A message of Sam's, unless said otherwise. Its changeSeq is its seq, as if nothing else ever changed. */
export function message(seq: number, change: Partial<Message> = {}): Message {
  return {
    id: `0199c000-0000-7000-8000-${String(1_000 + seq).padStart(12, '0')}`,
    conversationId: shop, authorId: sam, seq, changeSeq: seq, body: `number ${seq}`, createdAt: MOMENT, ...plainMessage, ...change,
  }
}

export function messages(from: number, to: number): Message[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => message(from + index))
}

/** The head of the shop's conversation as Maya sees it after `lastSeq` messages of Sam's. */
export function head(lastSeq: number, { read = 0, ...change }: Partial<Conversation> & { read?: number } = {}): Conversation {
  return {
    id: shop, type: 'group', status: 'active', projectId: null, title: 'Bakery shop', settings: defaultSettings, createdAt: MOMENT,
    lastSeq, changeSeq: lastSeq, lastMessage: lastSeq === 0 ? null : message(lastSeq),
    participants: [participant(maya, 'Maya', read), participant(sam, 'Sam', lastSeq)],
    mine: { role: 'owner', lastReadSeq: read, readEra: 0, notificationLevel: 'all', unread: { seq: lastSeq, count: lastSeq - read } },
    ...change,
  }
}

export function participant(id: string, name: string, lastReadSeq: number): Conversation['participants'][number] {
  return { user: { id, name, about: '', presence: 'online', lastSeenAt: null }, role: 'member', lastReadSeq, joinedAt: MOMENT }
}

/** Stores of Maya's, empty. */
export function openStores() {
  const pinia = createPinia()
  const store = useConversationsStore(pinia)
  const presence = usePresenceStore(pinia)
  store.beginSession(maya)
  return { store, presence, pinia, outboxStore: useOutboxStore(pinia), openConversations: useOpenConversationsStore(pinia) }
}

/** Maya's store with the shop's conversation on the screen, all its messages held. */
export function openShop(lastSeq: number, options: Parameters<typeof head>[1] = {}) {
  const stores = openStores()
  stores.store.applyHead(head(lastSeq, options))
  const loadToken = stores.store.startLoading(shop)
  if (loadToken) stores.store.applyHistory(shop, messages(1, lastSeq), loadToken)
  stores.openConversations.open(shop)
  return stores
}

/** The line of the log that tells of a message. */
export function told(content: Message, deletion?: DeletionChange) {
  return { conversationId: content.conversationId, changeSeq: content.changeSeq, change: { kind: 'message' as const, message: content, deletion } }
}
