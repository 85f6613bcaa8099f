import { z } from 'zod'
import { conversationSettings } from './conversation-settings.ts'
import { conversationStatus, participant, readMarker } from './conversations.ts'
import { draft } from './drafts.ts'
import { counter, id, timestamp } from './fields.ts'
import { savedMark } from './keeping.ts'
import { message } from './messages.ts'
import { scheduledMessage } from './scheduled.ts'
import { threadView } from './threads.ts'
import { presenceStatus } from './users.ts'

/** One event: who causes it, who gets it, and what it carries. */
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
/** A change of one message: the message in full, as it is now. */
const changedMessage = changed.extend({ message })
const reacted = changedMessage.extend({ userId: id, emoji: z.string() })

export const serverEvents = {
  'message:created': fromServer('participants', 'A message was sent', changedMessage),
  'message:updated': fromServer('participants', 'A message was edited, restored, pinned or released; `patch` is what differs',
    changedMessage.extend({ id, patch: message.omit({ id: true, conversationId: true, authorId: true, seq: true, createdAt: true }).partial() })),
  'message:deleted': fromServer('participants', 'A message was deleted; what is left of it has no content', changedMessage),
  'reaction:added': fromServer('participants', 'A person reacted to a message', reacted),
  'reaction:removed': fromServer('participants', 'A person took a reaction back', reacted),
  'thread:created': fromServer('participants', 'The first reply to a message; the message is the root', changedMessage),
  'thread:updated': fromServer('participants', 'One more reply in a thread; the message is the root', changedMessage),
  'conversation:created': fromServer('the new participants', 'A conversation began; fetch your own head of it', changed),
  'conversation:updated': fromServer('participants', 'It was archived or reopened',
    changed.extend({ status: conversationStatus, title: z.string().nullable() })),
  'settings:updated': fromServer('participants', 'The settings of a conversation changed, its title among them; all of them, as they are now',
    changed.extend({ title: z.string().nullable(), settings: conversationSettings, changedById: id })),
  'participant:added': fromServer('participants', 'A person joined', changed.extend({ participant })),
  'participant:updated': fromServer('participants', 'The role of a person changed', changed.extend({ participant })),
  'participant:removed': fromServer('participants, the removed one included', 'A person left or was removed', changed.extend({ userId: id })),
  'read:updated': fromServer('participants, unless they or the reader keep receipts to themselves; the reader with the count that is left', 'A read marker moved forward; to the reader alone, also back, in a later `readEra`', readMarker),
  'thread:viewed': fromServer('the reader\'s devices', 'They follow a thread or no longer do, or have read further in it',
    z.strictObject({ rootId: id, mine: threadView })),
  'bookmark:updated': fromServer('the person\'s devices', 'A message is kept, or no longer', savedMark),
  'notification:created': fromServer('the person\'s devices', 'The time of a reminder has come; `at` is the time that was chosen',
    ofConversation.extend({ kind: z.literal('reminder'), messageId: id, at: timestamp })),
  'scheduled:updated': fromServer('the person\'s devices', 'A message waits to be sent later, was changed, or no longer waits',
    z.strictObject({ id, scheduled: scheduledMessage.nullable() })),
  'draft:updated': fromServer('the person\'s devices', 'What they began to write in a conversation or a thread', draft),
  'heads:announced': fromServer('participants', 'The latest change numbers, repeated every few seconds: a lost event is noticed by them',
    z.strictObject({ heads: z.array(changed) })),
  'typing:updated': fromServer('the other participants', 'A person types, or no longer does',
    ofConversation.extend({ userId: id, typing: z.boolean() })),
  'presence:updated': fromServer('people who share a conversation with them; a device that has just connected', 'People came, went or stepped away',
    z.strictObject({ users: z.array(z.strictObject({ userId: id, status: presenceStatus, lastSeenAt: timestamp.nullable() })) })),
  'session:revoked': fromServer('the devices of the session', 'The session ended; the socket closes',
    z.strictObject({ sessionId: id, forget: z.boolean().describe('The user ended the session on purpose: the device deletes all data of the user, also unsent messages') })),
} as const

export const clientEvents = {
  'typing:start': fromClient('I am typing', ofConversation),
  'typing:stop': fromClient('I stopped typing', ofConversation),
  'presence:set': fromClient('I am here, or away', z.strictObject({ status: z.enum(['online', 'away']) })),
} as const
