import { z } from 'zod'
import { errorStatus } from '../errors.ts'
import { defineContract } from './contract.ts'
import { done } from './account.ts'
import { id, moment, newId, timestamp } from './fields.ts'
import { editMessage, message, references, withinThread } from './messages.ts'

const { body } = editMessage.body.shape
const { parentId, alsoInConversation, quotedId } = references

/**
 * A message that is to be sent later; its id is the one that the message will have. A `failed` one
 * was refused when its time had come, `error` says why: only its author goes on from there. A reply
 * whose root has been deleted by then fails with `message_deleted`, and can still be sent by hand.
 */
export const scheduledMessage = z.strictObject({
  id,
  conversationId: id,
  body: z.string(),
  /** The message that it answers, and the root of their thread; null outside of threads. */
  parentId: id.nullable(),
  rootId: id.nullable(),
  alsoInConversation: z.boolean(),
  quotedId: id.nullable(),
  dueAt: timestamp,
  state: z.enum(['waiting', 'sending', 'failed']),
  error: z.enum(Object.keys(errorStatus) as (keyof typeof errorStatus)[]).nullable(),
})

const ofScheduled = z.strictObject({ scheduledId: id })

export const scheduleMessage = defineContract('scheduleMessage', {
  summary: 'Leave a message to be sent at a time, a minute to a year ahead; repeating the same id is harmless',
  access: 'person',
  limits: ['command'],
  params: z.strictObject({ conversationId: id }),
  body: z.strictObject({ id: newId, body, parentId, alsoInConversation, quotedId, dueAt: moment }).refine(...withinThread),
  response: scheduledMessage,
  status: [201, 200],
  errors: ['not_found', 'id_reused', 'conversation_archived', 'posting_restricted', 'message_deleted', 'conflict', 'invalid'],
})

export const listScheduled = defineContract('listScheduled', {
  summary: 'Your messages that wait for their time, and those that could not be sent, the earliest first',
  access: 'person',
  limits: ['read'],
  response: z.array(scheduledMessage),
})

export const changeScheduled = defineContract('changeScheduled', {
  summary: 'Change the text or the time of a message that waits; `conflict` while it is being sent',
  access: 'person',
  limits: ['command'],
  params: ofScheduled,
  body: z.strictObject({ body: body.optional(), dueAt: moment.optional() }),
  response: scheduledMessage,
  errors: ['not_found', 'conversation_archived', 'posting_restricted', 'conflict', 'invalid'],
})

export const cancelScheduled = defineContract('cancelScheduled', {
  summary: 'Do not send a message that waits; `conflict` while it is being sent',
  access: 'person',
  limits: ['command'],
  params: ofScheduled,
  response: done,
  errors: ['not_found', 'conflict'],
})

export const sendScheduled = defineContract('sendScheduled', {
  summary: 'Send a message now that waits or could not be sent',
  access: 'person',
  limits: ['send'],
  params: ofScheduled,
  response: message,
  errors: ['not_found', 'conflict', 'conversation_archived', 'posting_restricted'],
})
