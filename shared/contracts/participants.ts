import { z } from 'zod'
import { PARTICIPANTS_ADD_MAX } from '../limits.ts'
import { defineContract } from './contract.ts'
import { conversation, participantRole } from './conversations.ts'
import { id } from './fields.ts'

const inConversation = z.strictObject({ conversationId: id })
const ofParticipant = z.strictObject({ conversationId: id, userId: id })

export const addParticipants = defineContract('addParticipants', {
  summary: 'Add members of the project to its group; existing participants do not change',
  access: 'user',
  limits: ['command'],
  params: inConversation,
  body: z.strictObject({ userIds: z.array(id).min(1).max(PARTICIPANTS_ADD_MAX), role: participantRole.default('member') }),
  response: conversation,
  errors: ['not_found', 'forbidden', 'no_shared_project', 'conversation_archived'],
})

export const updateParticipant = defineContract('updateParticipant', {
  summary: 'Change the role of a participant with a lower role, up to your own role',
  access: 'user',
  limits: ['command'],
  params: ofParticipant,
  body: z.strictObject({ role: participantRole }),
  response: conversation,
  errors: ['not_found', 'forbidden', 'last_owner'],
})

export const removeParticipant = defineContract('removeParticipant', {
  summary: 'Remove a participant with a lower role; your own id leaves the group',
  access: 'user',
  limits: ['command'],
  params: ofParticipant,
  response: ofParticipant,
  errors: ['not_found', 'forbidden', 'last_owner'],
})

/** The same operation with the user in the body, under the path that the requirements name. */
export const removeNamedParticipant = defineContract('removeNamedParticipant', {
  summary: 'Remove a participant with a lower role, named in the body; your own id leaves the group',
  access: 'user',
  limits: ['command'],
  params: inConversation,
  body: z.strictObject({ userId: id }),
  response: ofParticipant,
  errors: ['not_found', 'forbidden', 'last_owner'],
})

export const transferOwnership = defineContract('transferOwnership', {
  summary: 'Transfer the ownership of a group to another participant; you become an admin',
  access: 'user',
  limits: ['command'],
  params: inConversation,
  body: z.strictObject({ userId: id }),
  response: conversation,
  errors: ['not_found', 'forbidden', 'conflict'],
})
