import { z } from 'zod'
import { defineContract } from './contract.ts'
import { id, moment, pageSize, timestamp } from './fields.ts'
import { message } from './messages.ts'

const ofMessage = z.strictObject({ messageId: id })

export const pinMessage = defineContract('pinMessage', {
  summary: 'Pin a message for everybody in the conversation; repeating it changes nothing',
  access: 'person',
  limits: ['command'],
  params: ofMessage,
  response: message,
  errors: ['not_found', 'posting_restricted', 'message_deleted', 'conversation_archived', 'conflict'],
})

export const unpinMessage = defineContract('unpinMessage', {
  summary: 'Release a pinned message',
  access: 'person',
  limits: ['command'],
  params: ofMessage,
  response: message,
  errors: ['not_found', 'posting_restricted', 'conversation_archived'],
})

export const listPins = defineContract('listPins', {
  summary: 'The pinned messages of a conversation, the latest pin first',
  access: 'person',
  limits: ['read'],
  params: z.strictObject({ conversationId: id }),
  response: z.array(message),
  errors: ['not_found'],
})

/** When one wants to be reminded, and when one was: due and not done while both are there. */
const reminder = { remindAt: timestamp.nullable(), remindedAt: timestamp.nullable() }

/** Whether one keeps a message, since when, and the message while it is kept. */
export const savedMark = z.strictObject({ messageId: id, savedAt: timestamp.nullable(), message: message.nullable(), ...reminder })

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
export const savedMessage = z.strictObject({ message, savedAt: timestamp, ...reminder })

export const listSaved = defineContract('listSaved', {
  summary: 'The messages that you keep, the latest first; `before` is the id of the last one that you have',
  access: 'person',
  limits: ['read'],
  query: z.strictObject({ before: id.optional(), limit: pageSize }),
  response: z.array(savedMessage),
})

export const setReminder = defineContract('setReminder', {
  summary: 'Keep a message and be reminded of it at a time, a minute to a year ahead; a later call moves the time',
  access: 'person',
  limits: ['command'],
  params: ofMessage,
  body: z.strictObject({ at: moment }),
  response: savedMark,
  errors: ['not_found', 'message_deleted', 'conflict', 'invalid'],
})

export const removeReminder = defineContract('removeReminder', {
  summary: 'No longer be reminded of a message, or be done with it; it stays kept',
  access: 'person',
  limits: ['command'],
  params: ofMessage,
  response: savedMark,
  errors: ['not_found'],
})

export const listReminders = defineContract('listReminders', {
  summary: 'The messages that you were reminded of and are not done with, the earliest first',
  access: 'person',
  limits: ['read'],
  response: z.array(savedMessage),
})
