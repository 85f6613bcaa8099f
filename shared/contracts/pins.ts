import { z } from 'zod'
import { defineContract } from './contract.ts'
import { id } from './fields.ts'
import { message } from './messages.ts'

const ofMessage = z.strictObject({ messageId: id })

export const pinMessage = defineContract('pinMessage', {
  summary: 'Pin a message for all participants; repeating the call changes nothing',
  access: 'user',
  limits: ['command'],
  params: ofMessage,
  response: message,
  errors: ['not_found', 'posting_restricted', 'message_deleted', 'conversation_archived', 'conflict'],
})

export const unpinMessage = defineContract('unpinMessage', {
  summary: 'Unpin a message',
  access: 'user',
  limits: ['command'],
  params: ofMessage,
  response: message,
  errors: ['not_found', 'posting_restricted', 'conversation_archived'],
})

export const listPins = defineContract('listPins', {
  summary: 'List the pinned messages of a conversation, latest pin first',
  access: 'user',
  limits: ['read'],
  params: z.strictObject({ conversationId: id }),
  response: z.array(message),
  errors: ['not_found'],
})
