import { z } from 'zod'
import { MESSAGE_MAX_LENGTH } from '../limits.ts'
import { defineContract } from './contract.ts'
import { counter, counterInQuery, emoji, id, moment, newId, pageSize, text, timestamp, visible } from './fields.ts'
import { newPoll, poll } from './poll.ts'

const body = visible(text(MESSAGE_MAX_LENGTH))

/** What a root says of its thread. `participantIds` are those who wrote in it, the first ones first. */
const threadSummary = z.strictObject({
  replyCount: counter.min(1),
  lastReplySeq: counter.min(1),
  lastReplyAt: timestamp,
  participantIds: z.array(id),
})

/** One emoji on a message and who gave it, in the order of giving. */
const reaction = z.strictObject({ emoji: z.string(), userIds: z.array(id) })

/**
 * A message in full, as of its latest change. When `deletedAt` is set, nothing of its content is
 * left: `body` is empty and so is `reactions`, and there is no `poll`. What it quotes or repeats comes by id only: its
 * reader may look it up, if they may see it.
 */
export const message = z.strictObject({
  id,
  conversationId: id,
  authorId: id,
  seq: counter.min(1),
  changeSeq: counter.min(1),
  version: counter.min(1),
  body: z.string(),
  createdAt: timestamp,
  editedAt: timestamp.nullable(),
  deletedAt: timestamp.nullable(),
  /** The message that this one answers, and the root of their thread; null outside of threads. */
  parentId: id.nullable(),
  rootId: id.nullable(),
  /** A reply that stands in the conversation, too. */
  alsoInConversation: z.boolean(),
  thread: threadSummary.nullable(),
  quotedId: id.nullable(),
  forwardedFromId: id.nullable(),
  reactions: z.array(reaction),
  /** What the text asks, and what was answered. */
  poll: poll.nullable(),
  /** What the first link leads to, in the page's own words: text only. */
  preview: z.strictObject({ url: z.string(), title: z.string(), description: z.string(), siteName: z.string() }).nullable(),
  pinned: z.strictObject({ at: timestamp, byId: id.nullable() }).nullable(),
})

/** What a message may refer to when it is sent. */
export const references = {
  parentId: id.optional(),
  alsoInConversation: z.boolean().optional(),
  quotedId: id.optional(),
  forwardedFromId: id.optional(),
}

interface InThread {
  parentId?: string | undefined
  alsoInConversation?: boolean | undefined
}

/** Only a reply can stand in the conversation as well: for `refine`. */
export const withinThread: [rule: (sent: InThread) => boolean, broken: { path: string[], error: string }] = [
  ({ parentId, alsoInConversation }) => parentId !== undefined || !alsoInConversation,
  { path: ['alsoInConversation'], error: 'without_thread' },
]

const inConversation = z.strictObject({ conversationId: id })

export const sendMessage = defineContract('sendMessage', {
  summary: 'Send a message; repeating the same id is harmless',
  access: 'person_in_statement',
  limits: ['send'],
  params: inConversation,
  // A forward says what its source says, so it asks nothing of its own.
  body: z.strictObject({ id: newId, body, poll: newPoll.optional(), ...references })
    .refine(...withinThread)
    .refine(({ poll, forwardedFromId }) => poll === undefined || forwardedFromId === undefined, { path: ['poll'], error: 'invalid' }),
  response: message,
  status: [201, 200],
  errors: ['not_found', 'id_reused', 'conversation_archived', 'posting_restricted'],
})

export const listMessages = defineContract('listMessages', {
  summary: 'Page through the history by seq, in chronological order',
  access: 'person',
  limits: ['read'],
  params: inConversation,
  query: z.strictObject({
    before: counterInQuery.optional(),
    after: counterInQuery.optional(),
    around: counterInQuery.optional(),
    limit: pageSize,
  }).refine(({ before, after, around }) => [before, after, around].filter(seq => seq !== undefined).length <= 1),
  response: z.array(message),
  errors: ['not_found'],
})

export const findMoment = defineContract('findMoment', {
  summary: 'The first message from a moment on, such as the beginning of a day; null when there is none',
  access: 'person',
  limits: ['read'],
  params: inConversation,
  query: z.strictObject({ from: moment.optional() }),
  response: z.strictObject({ messageId: id.nullable() }),
  errors: ['not_found'],
})

export const readMessage = defineContract('readMessage', {
  summary: 'Read one message',
  access: 'person',
  limits: ['read'],
  params: z.strictObject({ messageId: id }),
  response: message,
  errors: ['not_found'],
})

const ofMessage = z.strictObject({ messageId: id })

export const editMessage = defineContract('editMessage', {
  summary: 'Edit your message; `version` is the one that you edited',
  access: 'person',
  limits: ['command'],
  params: ofMessage,
  body: z.strictObject({ version: counter.min(1), body }),
  response: message,
  errors: ['not_found', 'forbidden', 'posting_restricted', 'edit_conflict', 'message_deleted', 'conversation_archived', 'poll_fixed', 'forward_fixed'],
})

export const deleteMessage = defineContract('deleteMessage', {
  summary: 'Delete a message; what is left of it has no content',
  access: 'person',
  limits: ['command'],
  params: ofMessage,
  response: message,
  errors: ['not_found', 'forbidden', 'too_late'],
})

export const restoreMessage = defineContract('restoreMessage', {
  summary: 'Take your deletion back, for a few seconds',
  access: 'person',
  limits: ['command'],
  params: ofMessage,
  response: message,
  errors: ['not_found', 'forbidden', 'posting_restricted', 'too_late', 'conversation_archived'],
})

/** A text that the message had before an edit, and when it was written. */
export const revision = z.strictObject({ version: counter.min(1), body: z.string(), createdAt: timestamp })

export const listRevisions = defineContract('listRevisions', {
  summary: 'The earlier texts of an edited message, the first one first',
  access: 'person',
  limits: ['read'],
  params: ofMessage,
  response: z.array(revision),
  errors: ['not_found', 'message_deleted'],
})

export const addReaction = defineContract('addReaction', {
  summary: 'React to a message with one emoji; repeating it changes nothing',
  access: 'person',
  limits: ['reaction'],
  params: ofMessage,
  body: z.strictObject({ emoji }),
  response: message,
  errors: ['not_found', 'message_deleted', 'conversation_archived', 'conflict'],
})

export const removeReaction = defineContract('removeReaction', {
  summary: 'Take a reaction back; counts towards the same limit as giving one',
  access: 'person',
  limits: ['reaction'],
  params: ofMessage,
  body: z.strictObject({ emoji }),
  response: message,
  errors: ['not_found', 'message_deleted', 'conversation_archived'],
})

export const removePreview = defineContract('removePreview', {
  summary: 'Take the preview of a link off your message',
  access: 'person',
  limits: ['command'],
  params: ofMessage,
  response: message,
  errors: ['not_found', 'forbidden', 'conversation_archived'],
})
