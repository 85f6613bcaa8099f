import { z } from 'zod'
import { INVITATION_DAYS_MAX, INVITATION_USES_MAX } from '../limits.ts'
import { done } from './account.ts'
import { defineContract } from './contract.ts'
import { counter, email, id, newPassword, personName, text, timestamp } from './fields.ts'

/** The roles that an invitation can give. Owner and lead are excluded. */
export const invitedParticipantRole = z.enum(['member', 'admin'])
export const invitedProjectRole = z.enum(['client', 'team'])

/** An invitation, for users who may revoke it. */
export const invitation = z.strictObject({
  id,
  projectId: id,
  /** The role in the project; null if only members of the project may use it. */
  projectRole: invitedProjectRole.nullable(),
  /** The group to join; null if the invitation is for the project only. */
  conversationId: id.nullable(),
  conversationRole: invitedParticipantRole.nullable(),
  /** The only address that can use it; null: anyone with the link. */
  email: z.email().nullable(),
  invitedBy: z.strictObject({ id, name: z.string() }),
  maxUses: counter.min(1),
  useCount: counter,
  expiresAt: timestamp,
  createdAt: timestamp,
  /** Path and fragment of its page, `/invite#<token>`, for its author; null for an invitation by mail, whose link is only in the mail. */
  path: z.string().nullable(),
})

/** The details on the invitation page, for anyone with the link. */
export const invitationDetails = z.strictObject({
  projectName: z.string(),
  conversationTitle: z.string().nullable(),
  invitedBy: z.string(),
  email: z.email().nullable(),
  /** Whether it is only for members of the project, so that a new account cannot use it. */
  forMembersOnly: z.boolean(),
  expiresAt: timestamp,
})

/** A signed token (RFC 7519). Own tokens are shorter than this limit. */
const token = text(1_000).min(1)
const inConversation = z.strictObject({ conversationId: id })
const inProject = z.strictObject({ projectId: id })
const ofInvitation = z.strictObject({ invitationId: id })
const fallen = ['invitation_invalid', 'invitation_expired', 'invitation_revoked', 'invitation_used'] as const

/** Recipient, uses and lifetime. An invitation by mail can be used once. */
const reach = {
  email: email.optional(),
  maxUses: z.int().min(1).max(INVITATION_USES_MAX).default(50),
  days: z.int().min(1).max(INVITATION_DAYS_MAX).default(7),
}

export const createGroupInvitation = defineContract('createGroupInvitation', {
  summary: 'Invite into a group by link or mail; with a project role also people outside the project (leads only)',
  access: 'user',
  limits: ['invite'],
  params: inConversation,
  body: z.strictObject({ role: invitedParticipantRole.default('member'), projectRole: invitedProjectRole.optional(), ...reach }),
  response: invitation,
  status: [201],
  errors: ['not_found', 'forbidden', 'conversation_archived', 'too_many_invitations', 'too_many_mails'],
})

export const createProjectInvitation = defineContract('createProjectInvitation', {
  summary: 'Invite into a project by link or mail (leads only)',
  access: 'user',
  limits: ['invite'],
  params: inProject,
  body: z.strictObject({ projectRole: invitedProjectRole, ...reach }),
  response: invitation,
  status: [201],
  errors: ['not_found', 'forbidden', 'too_many_invitations', 'too_many_mails'],
})

export const listGroupInvitations = defineContract('listGroupInvitations', {
  summary: 'List the open invitations of a group: all for its owners and admins, your own otherwise',
  access: 'user',
  limits: ['read'],
  params: inConversation,
  response: z.array(invitation),
  errors: ['not_found'],
})

export const listProjectInvitations = defineContract('listProjectInvitations', {
  summary: 'List the open invitations of a project and its groups (leads only)',
  access: 'user',
  limits: ['read'],
  params: inProject,
  response: z.array(invitation),
  errors: ['not_found', 'forbidden'],
})

export const revokeInvitation = defineContract('revokeInvitation', {
  summary: 'Revoke an invitation; people who joined with it stay',
  access: 'user',
  limits: ['command'],
  params: ofInvitation,
  response: done,
  errors: ['not_found'],
})

export const resendInvitation = defineContract('resendInvitation', {
  summary: 'Send the mail of an invitation once more',
  access: 'user',
  limits: ['invite'],
  params: ofInvitation,
  response: done,
  errors: ['not_found', 'conflict', 'invitation_expired', 'invitation_revoked', 'invitation_used', 'too_many_mails'],
})

export const readInvitation = defineContract('readInvitation', {
  summary: 'Read the details of an invitation; a POST, so that the token is not logged',
  access: 'anyone',
  limits: ['public'],
  body: z.strictObject({ token }),
  response: invitationDetails,
  errors: [...fallen],
})

export const signUpInvited = defineContract('signUpInvited', {
  summary: 'Create an account for the invited address; the address counts as confirmed',
  access: 'anyone',
  limits: ['register'],
  body: z.strictObject({ token, name: personName, password: newPassword }),
  response: done,
  status: [201],
  errors: [...fallen, 'email_taken', 'no_shared_project'],
})

export const acceptInvitation = defineContract('acceptInvitation', {
  summary: 'Accept an invitation; a repeated call counts once',
  access: 'user',
  limits: ['join'],
  body: z.strictObject({ token }),
  response: z.strictObject({ projectId: id, conversationId: id.nullable() }),
  errors: [...fallen, 'invitation_outdated', 'invitation_foreign', 'conversation_archived', 'no_shared_project'],
})
