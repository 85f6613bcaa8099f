import { z } from 'zod'
import { conversationSettings } from './conversation-settings.ts'
import { GROUP_CREATE_MAX } from '../limits.ts'
import { defineContract } from './contract.ts'
import { counter, id, newId, timestamp, title } from './fields.ts'
import { message } from './messages.ts'
import { userSummary } from './users.ts'

export const conversationType = z.enum(['self', 'direct', 'group'])
export const conversationStatus = z.enum(['active', 'archived'])
export const participantRole = z.enum(['owner', 'admin', 'member'])
export const notificationLevel = z.enum(['all', 'mentions', 'none'])

export const participant = z.strictObject({
  user: userSummary,
  role: participantRole,
  lastReadSeq: counter,
  joinedAt: timestamp,
})

/** The number of messages of others, not deleted, after the reader's marker and up to `seq`. */
export const unreadBase = z.strictObject({ seq: counter, count: counter })

/**
 * The head of a conversation as one participant sees it at `changeSeq`. A client that applies it knows
 * everything about the conversation but the text of older messages.
 */
export const conversation = z.strictObject({
  id,
  type: conversationType,
  status: conversationStatus,
  projectId: id.nullable(),
  title: z.string().nullable(),
  settings: conversationSettings,
  createdAt: timestamp,
  lastSeq: counter,
  changeSeq: counter,
  lastMessage: message.nullable(),
  participants: z.array(participant),
  mine: z.strictObject({
    role: participantRole,
    /** Never decreases within one era; `markUnread` starts the next. Other participants do not see that the marker moved back. */
    lastReadSeq: counter,
    readEra: counter,
    notificationLevel,
    unread: unreadBase,
  }),
})

const inConversation = z.strictObject({ conversationId: id })

export const listConversations = defineContract('listConversations', {
  summary: 'List your conversations, latest first',
  access: 'user',
  limits: ['read'],
  query: z.strictObject({ status: conversationStatus.optional(), projectId: id.optional() }),
  response: z.array(conversation),
})

export const createConversation = defineContract('createConversation', {
  summary: 'Create a conversation; self and direct conversations that exist are returned',
  access: 'user',
  limits: ['command'],
  body: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('self') }),
    z.strictObject({ type: z.literal('direct'), userId: id }),
    z.strictObject({ type: z.literal('group'), id: newId, projectId: id, title, userIds: z.array(id).max(GROUP_CREATE_MAX) }),
  ]),
  response: conversation,
  status: [201, 200],
  errors: ['not_found', 'no_shared_project', 'id_reused'],
})

export const readConversation = defineContract('readConversation', {
  summary: 'Read the head of a conversation',
  access: 'user',
  limits: ['read'],
  params: inConversation,
  response: conversation,
  errors: ['not_found'],
})

export const updateConversation = defineContract('updateConversation', {
  summary: 'Archive or reopen a conversation, or rename a group',
  access: 'user',
  limits: ['command'],
  params: inConversation,
  body: z.strictObject({ status: conversationStatus.optional(), title: title.optional() }),
  response: conversation,
  errors: ['not_found', 'forbidden'],
})

export const archiveConversation = defineContract('archiveConversation', {
  summary: 'Archive a conversation; it keeps its messages and can be reopened',
  access: 'user',
  limits: ['command'],
  params: inConversation,
  response: conversation,
  errors: ['not_found', 'forbidden'],
})

export const leaveConversation = defineContract('leaveConversation', {
  summary: 'Leave a group',
  access: 'user',
  limits: ['command'],
  params: inConversation,
  response: z.strictObject({ conversationId: id }),
  errors: ['not_found', 'forbidden', 'last_owner'],
})

export const readMarker = z.strictObject({
  conversationId: id,
  userId: id,
  lastReadSeq: counter,
  /** Sent only to the reader's own devices. */
  readEra: counter.optional(),
  unread: unreadBase.optional(),
})

export const markRead = defineContract('markRead', {
  summary: 'Move your read marker forward; a lower seq, or one from an earlier `readEra`, changes nothing',
  access: 'user',
  limits: ['command'],
  params: inConversation,
  body: z.strictObject({ seq: counter, readEra: counter.optional() }),
  response: readMarker,
  errors: ['not_found'],
})

export const markUnread = defineContract('markUnread', {
  summary: 'Move your read marker back: the message with this seq and all later ones become unread again',
  access: 'user',
  limits: ['command'],
  params: inConversation,
  body: z.strictObject({ seq: counter.min(1) }),
  response: readMarker,
  errors: ['not_found'],
})
