import { z } from 'zod'
import { bookmarkState } from './bookmarks.ts'
import { conversationSettings } from './conversation-settings.ts'
import { conversationStatus, participant, readMarker } from './conversations.ts'
import { draft } from './drafts.ts'
import { counter, id, timestamp } from './fields.ts'
import { message } from './messages.ts'
import { scheduledMessage } from './scheduled.ts'
import { threadView } from './threads.ts'
import { presenceStatus } from './users.ts'

/** The contract of one event: emitter, audience and payload. */
interface EventContract<Payload extends z.ZodType> {
  summary: string
  emitter: 'server' | 'client'
  audience: string
  payload: Payload
}

function fromServer<Payload extends z.ZodType>(audience: string, summary: string, payload: Payload): EventContract<Payload> {
  return { emitter: 'server', audience, summary, payload }
}

function fromClient<Payload extends z.ZodType>(summary: string, payload: Payload): EventContract<Payload> {
  return { emitter: 'client', audience: 'server', summary, payload }
}

const ofConversation = z.strictObject({ conversationId: id })
const changed = ofConversation.extend({ changeSeq: counter })
/** A change of one message, with its full current state. */
const changedMessage = changed.extend({ message })
const reacted = changedMessage.extend({ userId: id, emoji: z.string() })

export const serverEvents = {
  'message:created': fromServer('participants', 'A message was sent', changedMessage),
  'message:updated': fromServer('participants', 'A message was edited, restored, pinned or unpinned; `patch` has the changed fields',
    changedMessage.extend({ id, patch: message.omit({ id: true, conversationId: true, authorId: true, seq: true, createdAt: true }).partial() })),
  'message:deleted': fromServer('participants', 'A message was deleted; the tombstone has no content', changedMessage),
  'reaction:added': fromServer('participants', 'A user reacted to a message', reacted),
  'reaction:removed': fromServer('participants', 'A user removed a reaction', reacted),
  'thread:created': fromServer('participants', 'A message got its first reply; `message` is the root', changedMessage),
  'thread:updated': fromServer('participants', 'A thread got another reply; `message` is the root', changedMessage),
  'conversation:created': fromServer('the new participants', 'A conversation was created; fetch your head of it', changed),
  'conversation:updated': fromServer('participants', 'A conversation was archived or reopened',
    changed.extend({ status: conversationStatus, title: z.string().nullable() })),
  'settings:updated': fromServer('participants', 'The settings or the title of a conversation changed; all current settings',
    changed.extend({ title: z.string().nullable(), settings: conversationSettings, changedById: id })),
  'participant:added': fromServer('participants', 'A user joined', changed.extend({ participant })),
  'participant:updated': fromServer('participants', 'The role of a participant changed', changed.extend({ participant })),
  'participant:removed': fromServer('participants, the removed one included', 'A participant left or was removed', changed.extend({ userId: id })),
  'read:updated': fromServer('participants, if they and the reader show read receipts; the reader with the unread count', 'A read marker moved forward; moves back, in a later `readEra`, go to the reader only', readMarker),
  'thread:viewed': fromServer('the reader\'s devices', 'The reader followed, unfollowed or read a thread',
    z.strictObject({ rootId: id, mine: threadView })),
  'bookmark:updated': fromServer('the user\'s devices', 'A bookmark was added, changed or removed', bookmarkState),
  'notification:created': fromServer('the user\'s devices', 'A reminder is due; `at` is its time',
    ofConversation.extend({ kind: z.literal('reminder'), messageId: id, at: timestamp })),
  'scheduled:updated': fromServer('the user\'s devices', 'A message was scheduled, changed, sent or cancelled; null when it is no longer scheduled',
    z.strictObject({ id, scheduled: scheduledMessage.nullable() })),
  'draft:updated': fromServer('the user\'s devices', 'A draft of a conversation or a thread changed', draft),
  'heads:announced': fromServer('participants', 'The latest `changeSeq` of conversations, repeated every few seconds, so that clients notice lost events',
    z.strictObject({ heads: z.array(changed) })),
  'typing:updated': fromServer('the other participants', 'A user started or stopped typing',
    ofConversation.extend({ userId: id, typing: z.boolean() })),
  'presence:updated': fromServer('users who share a conversation with them; a socket that has just connected', 'Users came online, went away or went offline',
    z.strictObject({ users: z.array(z.strictObject({ userId: id, status: presenceStatus, lastSeenAt: timestamp.nullable() })) })),
  'session:revoked': fromServer('the devices of the session', 'The session ended; the socket closes',
    z.strictObject({ sessionId: id, forget: z.boolean().describe('The user ended the session on purpose: the device deletes all data of the user, also unsent messages') })),
} as const

export const clientEvents = {
  'typing:start': fromClient('The user is typing', ofConversation),
  'typing:stop': fromClient('The user stopped typing', ofConversation),
  'presence:set': fromClient('The user is online or away on this device', z.strictObject({ status: z.enum(['online', 'away']) })),
} as const
