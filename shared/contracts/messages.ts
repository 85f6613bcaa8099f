import { z } from 'zod'
import { MESSAGE_MAX_LENGTH } from '../limits.ts'
import { defineContract } from './contract.ts'
import { id, newId, pageSize, position, timestamp } from './fields.ts'

// PostgreSQL's text holds every character but NUL.
const body = z.string().max(MESSAGE_MAX_LENGTH).regex(/^[^\u0000]*$/).refine(text => text.trim() !== '', { error: 'too_small' })

/** `body` is empty when `deletedAt` is set. */
export const message = z.strictObject({
  id,
  conversationId: id,
  authorId: id,
  seq: z.int().min(1),
  changeSeq: z.int().min(1),
  version: z.int().min(1),
  body: z.string(),
  createdAt: timestamp,
  deletedAt: timestamp.nullable(),
})

const inConversation = z.strictObject({ conversationId: id })

export const sendMessage = defineContract('sendMessage', {
  summary: 'Send a message; repeating the same id is harmless',
  access: 'person_in_statement',
  limits: ['send'],
  params: inConversation,
  body: z.strictObject({ id: newId, body }),
  response: message,
  status: [201, 200],
  errors: ['not_found', 'id_reused', 'conversation_archived'],
})

export const listMessages = defineContract('listMessages', {
  summary: 'Page through the history by seq, in chronological order',
  access: 'person',
  limits: ['read'],
  params: inConversation,
  query: z.strictObject({
    before: position.optional(),
    after: position.optional(),
    around: position.optional(),
    limit: pageSize,
  }).refine(({ before, after, around }) => [before, after, around].filter(seq => seq !== undefined).length <= 1),
  response: z.array(message),
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
