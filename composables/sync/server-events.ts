import type { ServerEventName, ServerEventPayload } from '#shared/events.ts'
import type { MessagingStore } from '../../stores/messaging.ts'
import type { PresenceStore } from '../../stores/presence.ts'
import type { MessagingClient } from './create-messaging-client.ts'

export type ServerEventTable = { [Name in ServerEventName]: (payload: ServerEventPayload<Name>) => void }

export interface ServerEventOptions {
  store: MessagingStore
  presence: PresenceStore
  client: Pick<MessagingClient, 'gate' | 'typing' | 'heads'>
  signOut: () => void
}

/** What each fact that the server tells does here: one line an event. */
export function createServerEvents({ store, presence, client: { gate, typing, heads }, signOut }: ServerEventOptions): ServerEventTable {
  return {
    'message:created': ({ message, ...place }) => {
      typing.receive({ conversationId: place.conversationId, userId: message.authorId, typing: false })
      gate.receive({ ...place, change: { kind: 'message', message } })
    },
    // A head looks different to everybody, so one's own is asked for.
    'conversation:created': ({ conversationId }) => void (store.conversations[conversationId] ?? heads.sync()),
    'conversation:updated': ({ status, title, ...place }) => gate.receive({ ...place, change: { kind: 'conversation', status, title } }),
    'participant:added': ({ participant, ...place }) => gate.receive({ ...place, change: { kind: 'participant_added', participant } }),
    'participant:removed': ({ userId, ...place }) => gate.receive({ ...place, change: { kind: 'participant_removed', userId } }),
    'read:updated': marker => store.applyReadMarker(marker),
    'heads:announced': announcement => gate.hear(announcement.heads),
    'typing:updated': event => typing.receive(event),
    'presence:updated': ({ users }) => presence.applyPresence(users),
    'session:revoked': () => signOut(),
  }
}
