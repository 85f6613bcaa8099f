import type { ServerEventName, ServerEventPayload } from '#shared/events.ts'
import type { DeletionChange } from '#shared/sync.ts'
import type { Draft } from '#shared/types.ts'
import type { ConversationsStore } from '../../stores/conversations.ts'
import type { PresenceStore } from '../../stores/presence.ts'
import type { BookmarksStore } from '../../stores/bookmarks.ts'
import type { MessagingClient } from '../messaging-client.ts'

export type ServerEventTable = { [Name in ServerEventName]: (payload: ServerEventPayload<Name>) => void }

export interface ServerEventOptions {
  store: ConversationsStore
  presence: PresenceStore
  bookmarks: BookmarksStore
  applyScheduled: (event: ServerEventPayload<'scheduled:updated'>) => void
  applyNotification: (event: ServerEventPayload<'notification:created'>) => void
  applyDraft: (draft: Draft) => void
  applyThreadView: (event: ServerEventPayload<'thread:viewed'>) => void
  messaging: Pick<MessagingClient, 'gate' | 'typing' | 'heads'>
  signOut: (kept: { keepUnsent: boolean }) => void
}

/** One handler per server event. */
export function createServerEvents({ store, presence, bookmarks, applyScheduled, applyNotification, applyDraft, applyThreadView, messaging: { gate, typing, heads }, signOut }: ServerEventOptions): ServerEventTable {
  const changeMessage = ({ conversationId, changeSeq, message }: ServerEventPayload<'message:created'>, deletion?: DeletionChange) =>
    gate.receive({ conversationId, changeSeq, change: { kind: 'message', message, deletion } })

  return {
    'message:created': (event) => {
      typing.receive({ conversationId: event.conversationId, userId: event.message.authorId, typing: false })
      changeMessage(event)
    },
    'message:updated': event => changeMessage(event, event.patch.deletedAt === null ? 'restored' : undefined),
    'message:deleted': event => changeMessage(event, 'deleted'),
    'reaction:added': event => changeMessage(event),
    'reaction:removed': event => changeMessage(event),
    'thread:created': event => changeMessage(event),
    'thread:updated': event => changeMessage(event),
    // Each participant has a different head, so the event carries none.
    'conversation:created': ({ conversationId }) => void (store.conversations[conversationId] ?? heads.sync()),
    'conversation:updated': ({ status, title, ...position }) => gate.receive({ ...position, change: { kind: 'conversation', status, title } }),
    'settings:updated': ({ title, settings, ...position }) => gate.receive({ ...position, change: { kind: 'settings', title, settings } }),
    'participant:added': ({ participant, ...position }) => gate.receive({ ...position, change: { kind: 'participant_added', participant } }),
    'participant:updated': ({ participant, ...position }) => gate.receive({ ...position, change: { kind: 'participant_updated', participant } }),
    'participant:removed': ({ userId, ...position }) => gate.receive({ ...position, change: { kind: 'participant_removed', userId } }),
    'read:updated': marker => store.applyReadMarker(marker),
    'thread:viewed': event => applyThreadView(event),
    'bookmark:updated': bookmark => bookmarks.applyBookmark(bookmark),
    'scheduled:updated': event => applyScheduled(event),
    'notification:created': event => applyNotification(event),
    'draft:updated': draft => applyDraft(draft),
    'heads:announced': announcement => gate.receiveHeads(announcement.heads),
    'typing:updated': event => typing.receive(event),
    'presence:updated': ({ users }) => presence.applyPresence(users),
    'session:revoked': ({ forget }) => signOut({ keepUnsent: !forget }),
  }
}
