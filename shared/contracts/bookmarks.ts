import { z } from 'zod'
import { defineContract } from './contract.ts'
import { clientTimestamp, id, pageSize, timestamp } from './fields.ts'
import { message } from './messages.ts'

const ofMessage = z.strictObject({ messageId: id })

/** When to remind, and when the reminder was shown. While both are set, it is due and not completed. */
const reminder = { remindAt: timestamp.nullable(), remindedAt: timestamp.nullable() }

/** Whether a user bookmarked a message: `savedAt` and `message` are null if not. */
export const bookmarkState = z.strictObject({ messageId: id, savedAt: timestamp.nullable(), message: message.nullable(), ...reminder })

export const bookmarkMessage = defineContract('bookmarkMessage', {
  summary: 'Bookmark a message; repeating the call changes nothing',
  access: 'user',
  limits: ['command'],
  params: ofMessage,
  response: bookmarkState,
  errors: ['not_found', 'message_deleted', 'conflict'],
})

export const removeBookmark = defineContract('removeBookmark', {
  summary: 'Remove a bookmark',
  access: 'user',
  limits: ['command'],
  params: ofMessage,
  response: bookmarkState,
  errors: ['not_found'],
})

/** A bookmarked message. */
export const bookmark = z.strictObject({ message, savedAt: timestamp, ...reminder })

export const listBookmarks = defineContract('listBookmarks', {
  summary: 'List your bookmarks, latest first; `before` is the message id of the last bookmark of the previous page',
  access: 'user',
  limits: ['read'],
  query: z.strictObject({ before: id.optional(), limit: pageSize }),
  response: z.array(bookmark),
})

export const setReminder = defineContract('setReminder', {
  summary: 'Bookmark a message with a reminder, between a minute and a year ahead; a further call changes the time',
  access: 'user',
  limits: ['command'],
  params: ofMessage,
  body: z.strictObject({ at: clientTimestamp }),
  response: bookmarkState,
  errors: ['not_found', 'message_deleted', 'conflict', 'invalid'],
})

export const removeReminder = defineContract('removeReminder', {
  summary: 'Remove or complete the reminder of a message; the bookmark stays',
  access: 'user',
  limits: ['command'],
  params: ofMessage,
  response: bookmarkState,
  errors: ['not_found'],
})

export const listReminders = defineContract('listReminders', {
  summary: 'List the reminders that are due and not completed, earliest first',
  access: 'user',
  limits: ['read'],
  response: z.array(bookmark),
})
