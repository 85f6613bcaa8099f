import { z } from 'zod'
import { MESSAGE_MAX_LENGTH } from '../limits.ts'
import { defineContract } from './contract.ts'
import { clientTimestamp, counter, counterInQuery, emoji, id, newId, pageSize, text, timestamp, visible } from './fields.ts'
import { newReferences, references } from './message-references.ts'

const body = visible(text(MESSAGE_MAX_LENGTH))

/** The thread of a root. `participantIds` are its writers, ordered by their first reply. */
const threadSummary = z.strictObject({
  replyCount: counter.min(1),
  lastReplySeq: counter.min(1),
  lastReplyAt: timestamp,
  participantIds: z.array(id),
})

/** One emoji on a message and the users who reacted with it, the earliest first. */
const reaction = z.strictObject({ emoji: z.string(), userIds: z.array(id) })

/**
 * The full state of a message after its latest change. A deleted message (`deletedAt`) has no content:
 * `body` and `reactions` are empty, `poll` is null. Messages that it refers to are given by id only,
 * because the reader may not be allowed to see them.
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
  ...references.shape,
  thread: threadSummary.nullable(),
  reactions: z.array(reaction),
  /** The preview of the first link, with texts from its page. */
  preview: z.strictObject({ url: z.string(), title: z.string(), description: z.string(), siteName: z.string() }).nullable(),
  pinned: z.strictObject({ at: timestamp, byId: id.nullable() }).nullable(),
})

type InThread = Pick<z.infer<typeof newReferences>, 'parentId' | 'alsoInConversation'>

/** Arguments for `refine`: only a reply can be listed in the conversation as well. */
export const withinThread: [rule: (sent: InThread) => boolean, broken: { path: string[], error: string }] = [
  ({ parentId, alsoInConversation }) => parentId !== undefined || !alsoInConversation,
  { path: ['alsoInConversation'], error: 'without_thread' },
]

const inConversation = z.strictObject({ conversationId: id })

export const sendMessage = defineContract('sendMessage', {
  summary: 'Send a message; repeating the same id is harmless',
  access: 'user_in_statement',
  limits: ['send'],
  params: inConversation,
  // A forward has the text of its source, so it has no poll of its own.
  body: z.strictObject({ id: newId, body, ...newReferences.shape })
    .refine(...withinThread)
    .refine(({ poll, forwardedFromId }) => poll === undefined || forwardedFromId === undefined, { path: ['poll'], error: 'invalid' }),
  response: message,
  status: [201, 200],
  errors: ['not_found', 'id_reused', 'conversation_archived', 'posting_restricted'],
})

export const listMessages = defineContract('listMessages', {
  summary: 'Page through the history by seq, in chronological order',
  access: 'user',
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

export const findFirstMessage = defineContract('findFirstMessage', {
  summary: 'Find the first message at or after a time, such as the start of a day; null when there is none',
  access: 'user',
  limits: ['read'],
  params: inConversation,
  query: z.strictObject({ from: clientTimestamp.optional() }),
  response: z.strictObject({ messageId: id.nullable() }),
  errors: ['not_found'],
})

export const readMessage = defineContract('readMessage', {
  summary: 'Read one message',
  access: 'user',
  limits: ['read'],
  params: z.strictObject({ messageId: id }),
  response: message,
  errors: ['not_found'],
})

const ofMessage = z.strictObject({ messageId: id })

export const editMessage = defineContract('editMessage', {
  summary: 'Edit your message; `version` is the one that you edited',
  access: 'user',
  limits: ['command'],
  params: ofMessage,
  body: z.strictObject({ version: counter.min(1), body }),
  response: message,
  errors: ['not_found', 'forbidden', 'posting_restricted', 'edit_conflict', 'message_deleted', 'conversation_archived', 'poll_fixed', 'forward_fixed'],
})

export const deleteMessage = defineContract('deleteMessage', {
  summary: 'Delete a message; a tombstone without content remains',
  access: 'user',
  limits: ['command'],
  params: ofMessage,
  response: message,
  errors: ['not_found', 'forbidden', 'too_late'],
})

export const restoreMessage = defineContract('restoreMessage', {
  summary: 'Undo your deletion within a few seconds',
  access: 'user',
  limits: ['command'],
  params: ofMessage,
  response: message,
  errors: ['not_found', 'forbidden', 'posting_restricted', 'too_late', 'conversation_archived'],
})

/** A text that the message had before an edit, and when it was written. */
export const revision = z.strictObject({ version: counter.min(1), body: z.string(), createdAt: timestamp })

export const listRevisions = defineContract('listRevisions', {
  summary: 'The earlier texts of an edited message, the oldest first',
  access: 'user',
  limits: ['read'],
  params: ofMessage,
  response: z.array(revision),
  errors: ['not_found', 'message_deleted'],
})

export const addReaction = defineContract('addReaction', {
  summary: 'React to a message with one emoji; repeating it changes nothing',
  access: 'user',
  limits: ['reaction'],
  params: ofMessage,
  body: z.strictObject({ emoji }),
  response: message,
  errors: ['not_found', 'message_deleted', 'conversation_archived', 'conflict'],
})

export const removeReaction = defineContract('removeReaction', {
  summary: 'Remove a reaction; counts towards the same limit as adding one',
  access: 'user',
  limits: ['reaction'],
  params: ofMessage,
  body: z.strictObject({ emoji }),
  response: message,
  errors: ['not_found', 'message_deleted', 'conversation_archived'],
})

export const removePreview = defineContract('removePreview', {
  summary: 'Remove the link preview from your message',
  access: 'user',
  limits: ['command'],
  params: ofMessage,
  response: message,
  errors: ['not_found', 'forbidden', 'conversation_archived'],
})
