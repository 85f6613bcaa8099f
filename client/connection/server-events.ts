import type { ServerEventName, ServerEventPayload } from '#shared/events.ts'
import type { DeletionChange } from '#shared/sync.ts'
import type { Draft } from '#shared/types.ts'
import type { MessagingStore } from '../../stores/messaging.ts'
import type { PresenceStore } from '../../stores/presence.ts'
import type { BookmarksStore } from '../../stores/bookmarks.ts'
import type { MessagingClient } from '../messaging-client.ts'

export type ServerEventTable = { [Name in ServerEventName]: (payload: ServerEventPayload<Name>) => void }

export interface ServerEventOptions {
  store: MessagingStore
  presence: PresenceStore
  saved: BookmarksStore
  takeScheduled: (event: ServerEventPayload<'scheduled:updated'>) => void
  takeNotification: (event: ServerEventPayload<'notification:created'>) => void
  takeDraft: (draft: Draft) => void
  applyThreadView: (event: ServerEventPayload<'thread:viewed'>) => void
  client: Pick<MessagingClient, 'gate' | 'typing' | 'heads'>
  signOut: (kept: { keepUnsent: boolean }) => void
}

/** What each fact that the server tells does here: one line an event. */
export function createServerEvents({ store, presence, saved, takeScheduled, takeNotification, takeDraft, applyThreadView, client: { gate, typing, heads }, signOut }: ServerEventOptions): ServerEventTable {
  const changeMessage = ({ conversationId, changeSeq, message }: ServerEventPayload<'message:created'>, turn?: DeletionChange) =>
    gate.receive({ conversationId, changeSeq, change: { kind: 'message', message, turn } })

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
    // A head looks different to everybody, so one's own is asked for.
    'conversation:created': ({ conversationId }) => void (store.conversations[conversationId] ?? heads.sync()),
    'conversation:updated': ({ status, title, ...place }) => gate.receive({ ...place, change: { kind: 'conversation', status, title } }),
    'settings:updated': ({ title, settings, ...place }) => gate.receive({ ...place, change: { kind: 'settings', title, settings } }),
    'participant:added': ({ participant, ...place }) => gate.receive({ ...place, change: { kind: 'participant_added', participant } }),
    'participant:updated': ({ participant, ...place }) => gate.receive({ ...place, change: { kind: 'participant_updated', participant } }),
    'participant:removed': ({ userId, ...place }) => gate.receive({ ...place, change: { kind: 'participant_removed', userId } }),
    'read:updated': marker => store.applyReadMarker(marker),
    'thread:viewed': event => applyThreadView(event),
    'bookmark:updated': mark => saved.applyMark(mark),
    'scheduled:updated': event => takeScheduled(event),
    'notification:created': event => takeNotification(event),
    'draft:updated': draft => takeDraft(draft),
    'heads:announced': announcement => gate.hear(announcement.heads),
    'typing:updated': event => typing.receive(event),
    'presence:updated': ({ users }) => presence.applyPresence(users),
    'session:revoked': ({ forget }) => signOut({ keepUnsent: !forget }),
  }
}
