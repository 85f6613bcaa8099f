import { z } from 'zod'
import { defineContract } from './contract.ts'
import { id } from './fields.ts'
import { message } from './messages.ts'
import { choice } from './poll.ts'

const ofMessage = z.strictObject({ messageId: id })
const ownVote = z.strictObject({ options: choice })

export const readVote = defineContract('readVote', {
  summary: 'Read your own vote in a poll, also in an anonymous one',
  access: 'user',
  limits: ['read'],
  params: ofMessage,
  response: ownVote,
  errors: ['not_found', 'message_deleted'],
})

export const vote = defineContract('vote', {
  summary: 'Set your complete vote; an empty list withdraws it, repeating the call changes nothing',
  access: 'user',
  limits: ['command'],
  params: ofMessage,
  body: ownVote,
  response: message,
  errors: ['not_found', 'message_deleted', 'conversation_archived', 'poll_closed'],
})

export const closePoll = defineContract('closePoll', {
  summary: 'Close your own poll, or a poll in a group that you manage; it accepts no more votes',
  access: 'user',
  limits: ['command'],
  params: ofMessage,
  response: message,
  errors: ['not_found', 'forbidden', 'message_deleted', 'conversation_archived'],
})
