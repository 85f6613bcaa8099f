import { z } from 'zod'
import { errorStatus } from '../errors.ts'
import { defineContract } from './contract.ts'
import { done } from './account.ts'
import { clientTimestamp, id, newId, timestamp } from './fields.ts'
import { newReferences, references } from './message-references.ts'
import { editMessage, message, withinThread } from './messages.ts'

const { body } = editMessage.body.shape
const scheduledReferences = { parentId: true, alsoInConversation: true, quotedId: true } as const

/**
 * A message that is sent at a later time, under the same id. `failed`: the server refused it at that
 * time for the reason in `error`, and does not try again by itself. A reply fails with
 * `message_deleted` if the root of its thread was deleted; its author can still send it.
 */
export const scheduledMessage = z.strictObject({
  id,
  conversationId: id,
  body: z.string(),
  ...references.pick({ ...scheduledReferences, rootId: true }).shape,
  dueAt: timestamp,
  state: z.enum(['waiting', 'sending', 'failed']),
  error: z.enum(Object.keys(errorStatus) as (keyof typeof errorStatus)[]).nullable(),
})

const ofScheduled = z.strictObject({ scheduledId: id })

export const scheduleMessage = defineContract('scheduleMessage', {
  summary: 'Schedule a message for a time between a minute and a year ahead; repeating the same id is harmless',
  access: 'user',
  limits: ['command'],
  params: z.strictObject({ conversationId: id }),
  body: z.strictObject({ id: newId, body, ...newReferences.pick(scheduledReferences).shape, dueAt: clientTimestamp }).refine(...withinThread),
  response: scheduledMessage,
  status: [201, 200],
  errors: ['not_found', 'id_reused', 'conversation_archived', 'posting_restricted', 'message_deleted', 'conflict', 'invalid'],
})

export const listScheduled = defineContract('listScheduled', {
  summary: 'Your scheduled messages, also those that failed, the earliest first',
  access: 'user',
  limits: ['read'],
  response: z.array(scheduledMessage),
})

export const changeScheduled = defineContract('changeScheduled', {
  summary: 'Change the text or the time of a scheduled message; `conflict` while it is being sent',
  access: 'user',
  limits: ['command'],
  params: ofScheduled,
  body: z.strictObject({ body: body.optional(), dueAt: clientTimestamp.optional() }),
  response: scheduledMessage,
  errors: ['not_found', 'conversation_archived', 'posting_restricted', 'conflict', 'invalid'],
})

export const cancelScheduled = defineContract('cancelScheduled', {
  summary: 'Cancel a scheduled message; `conflict` while it is being sent',
  access: 'user',
  limits: ['command'],
  params: ofScheduled,
  response: done,
  errors: ['not_found', 'conflict'],
})

export const sendScheduled = defineContract('sendScheduled', {
  summary: 'Send a scheduled or failed message now',
  access: 'user',
  limits: ['send'],
  params: ofScheduled,
  response: message,
  errors: ['not_found', 'conflict', 'conversation_archived', 'posting_restricted'],
})
