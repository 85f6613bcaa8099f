import { z } from 'zod'
import { defineContract } from './contract.ts'
import { id, moment, pageSize, timestamp } from './fields.ts'
import { message } from './messages.ts'

const ofMessage = z.strictObject({ messageId: id })

export const pinMessage = defineContract('pinMessage', {
  summary: 'Pin a message for all participants; repeating the call changes nothing',
  access: 'person',
  limits: ['command'],
  params: ofMessage,
  response: message,
  errors: ['not_found', 'posting_restricted', 'message_deleted', 'conversation_archived', 'conflict'],
})

export const unpinMessage = defineContract('unpinMessage', {
  summary: 'Unpin a message',
  access: 'person',
  limits: ['command'],
  params: ofMessage,
  response: message,
  errors: ['not_found', 'posting_restricted', 'conversation_archived'],
})

export const listPins = defineContract('listPins', {
  summary: 'List the pinned messages of a conversation, latest pin first',
  access: 'person',
  limits: ['read'],
  params: z.strictObject({ conversationId: id }),
  response: z.array(message),
  errors: ['not_found'],
})

/** When to remind, and when the reminder was shown. While both are set, it is due and not completed. */
const reminder = { remindAt: timestamp.nullable(), remindedAt: timestamp.nullable() }

/** The bookmark state of a message: when it was bookmarked, and the message while it is. */
export const savedMark = z.strictObject({ messageId: id, savedAt: timestamp.nullable(), message: message.nullable(), ...reminder })

export const saveMessage = defineContract('saveMessage', {
  summary: 'Bookmark a message; repeating the call changes nothing',
  access: 'person',
  limits: ['command'],
  params: ofMessage,
  response: savedMark,
  errors: ['not_found', 'message_deleted', 'conflict'],
})

export const unsaveMessage = defineContract('unsaveMessage', {
  summary: 'Remove a bookmark',
  access: 'person',
  limits: ['command'],
  params: ofMessage,
  response: savedMark,
  errors: ['not_found'],
})

/** A bookmark. */
export const savedMessage = z.strictObject({ message, savedAt: timestamp, ...reminder })

export const listSaved = defineContract('listSaved', {
  summary: 'List your bookmarks, latest first; `before` is the message id of the last bookmark of the previous page',
  access: 'person',
  limits: ['read'],
  query: z.strictObject({ before: id.optional(), limit: pageSize }),
  response: z.array(savedMessage),
})

export const setReminder = defineContract('setReminder', {
  summary: 'Bookmark a message with a reminder, between a minute and a year ahead; a further call changes the time',
  access: 'person',
  limits: ['command'],
  params: ofMessage,
  body: z.strictObject({ at: moment }),
  response: savedMark,
  errors: ['not_found', 'message_deleted', 'conflict', 'invalid'],
})

export const removeReminder = defineContract('removeReminder', {
  summary: 'Remove or complete the reminder of a message; the bookmark stays',
  access: 'person',
  limits: ['command'],
  params: ofMessage,
  response: savedMark,
  errors: ['not_found'],
})

export const listReminders = defineContract('listReminders', {
  summary: 'List the reminders that are due and not completed, earliest first',
  access: 'person',
  limits: ['read'],
  response: z.array(savedMessage),
})
