import { z } from 'zod'
import { defineContract } from './contract.ts'
import { id, pageSize, timestamp } from './fields.ts'
import { message } from './messages.ts'

const ofMessage = z.strictObject({ messageId: id })

export const pinMessage = defineContract('pinMessage', {
  summary: 'Pin a message for everybody in the conversation; repeating it changes nothing',
  access: 'person',
  limits: ['command'],
  params: ofMessage,
  response: message,
  errors: ['not_found', 'forbidden', 'message_deleted', 'conversation_archived', 'conflict'],
})

export const unpinMessage = defineContract('unpinMessage', {
  summary: 'Release a pinned message',
  access: 'person',
  limits: ['command'],
  params: ofMessage,
  response: message,
  errors: ['not_found', 'forbidden', 'conversation_archived'],
})

export const listPins = defineContract('listPins', {
  summary: 'The pinned messages of a conversation, the latest pin first',
  access: 'person',
  limits: ['read'],
  params: z.strictObject({ conversationId: id }),
  response: z.array(message),
  errors: ['not_found'],
})

/** Whether one keeps a message, since when, and the message while it is kept. */
export const savedMark = z.strictObject({ messageId: id, savedAt: timestamp.nullable(), message: message.nullable() })

export const saveMessage = defineContract('saveMessage', {
  summary: 'Keep a message for yourself; repeating it changes nothing',
  access: 'person',
  limits: ['command'],
  params: ofMessage,
  response: savedMark,
  errors: ['not_found', 'message_deleted', 'conflict'],
})

export const unsaveMessage = defineContract('unsaveMessage', {
  summary: 'No longer keep a message',
  access: 'person',
  limits: ['command'],
  params: ofMessage,
  response: savedMark,
  errors: ['not_found'],
})

/** A message that one keeps. */
export const savedMessage = z.strictObject({ message, savedAt: timestamp })

export const listSaved = defineContract('listSaved', {
  summary: 'The messages that you keep, the latest first; `before` is the id of the last one that you have',
  access: 'person',
  limits: ['read'],
  query: z.strictObject({ before: id.optional(), limit: pageSize }),
  response: z.array(savedMessage),
})
