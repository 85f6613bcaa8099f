import { z } from 'zod'
import { INVITATION_DAYS_MAX, INVITATION_USES_MAX } from '../limits.ts'
import { done } from './account.ts'
import { defineContract } from './contract.ts'
import { counter, email, id, newPassword, personName, text, timestamp } from './fields.ts'

/** The roles that an invitation gives: nobody comes in as the owner of a group or the lead of a project. */
export const invitedParticipantRole = z.enum(['member', 'admin'])
export const invitedProjectRole = z.enum(['client', 'team'])

/** A way in, as those see it who may take it back. */
export const invitation = z.strictObject({
  id,
  projectId: id,
  /** Makes a member of the project; null for people who are in it already. */
  projectRole: invitedProjectRole.nullable(),
  /** Makes a participant of this group; null for the project alone. */
  conversationId: id.nullable(),
  conversationRole: invitedParticipantRole.nullable(),
  /** The only address that can use it; null: anyone with the link. */
  email: z.email().nullable(),
  invitedBy: z.strictObject({ id, name: z.string() }),
  maxUses: counter.min(1),
  useCount: counter,
  expiresAt: timestamp,
  createdAt: timestamp,
  /** Path and fragment of its page, `/invite#<token>`, for its author. Only the reader of a mail gets the link in it. */
  path: z.string().nullable(),
})

/** The details on the invitation page, for anyone with the link. */
export const invitationDetails = z.strictObject({
  projectName: z.string(),
  conversationTitle: z.string().nullable(),
  invitedBy: z.string(),
  email: z.email().nullable(),
  /** Whether it is for people of the project, so that a new account is of no use. */
  forMembersOnly: z.boolean(),
  expiresAt: timestamp,
})

/** A signed token (RFC 7519). What is longer is none of ours. */
const token = text(1_000).min(1)
const inConversation = z.strictObject({ conversationId: id })
const inProject = z.strictObject({ projectId: id })
const ofInvitation = z.strictObject({ invitationId: id })
const fallen = ['invitation_invalid', 'invitation_expired', 'invitation_revoked', 'invitation_used'] as const

/** How far it reaches. One by mail is good for one person. */
const reach = {
  email: email.optional(),
  maxUses: z.int().min(1).max(INVITATION_USES_MAX).default(50),
  days: z.int().min(1).max(INVITATION_DAYS_MAX).default(7),
}

export const createGroupInvitation = defineContract('createGroupInvitation', {
  summary: 'Invite into a group, by link or by mail; with a project role also people from outside (leads only)',
  access: 'person',
  limits: ['invite'],
  params: inConversation,
  body: z.strictObject({ role: invitedParticipantRole.default('member'), projectRole: invitedProjectRole.optional(), ...reach }),
  response: invitation,
  status: [201],
  errors: ['not_found', 'forbidden', 'conversation_archived', 'too_many_invitations', 'too_many_mails'],
})

export const createProjectInvitation = defineContract('createProjectInvitation', {
  summary: 'Invite into a project, by link or by mail (leads only)',
  access: 'person',
  limits: ['invite'],
  params: inProject,
  body: z.strictObject({ projectRole: invitedProjectRole, ...reach }),
  response: invitation,
  status: [201],
  errors: ['not_found', 'forbidden', 'too_many_invitations', 'too_many_mails'],
})

export const listGroupInvitations = defineContract('listGroupInvitations', {
  summary: 'The standing invitations into a group: all for those in charge, your own otherwise',
  access: 'person',
  limits: ['read'],
  params: inConversation,
  response: z.array(invitation),
  errors: ['not_found'],
})

export const listProjectInvitations = defineContract('listProjectInvitations', {
  summary: 'The standing invitations into a project and its groups (leads only)',
  access: 'person',
  limits: ['read'],
  params: inProject,
  response: z.array(invitation),
  errors: ['not_found', 'forbidden'],
})

export const revokeInvitation = defineContract('revokeInvitation', {
  summary: 'Revoke an invitation; people who joined with it stay',
  access: 'person',
  limits: ['command'],
  params: ofInvitation,
  response: done,
  errors: ['not_found'],
})

export const resendInvitation = defineContract('resendInvitation', {
  summary: 'Send the mail of an invitation once more',
  access: 'person',
  limits: ['invite'],
  params: ofInvitation,
  response: done,
  errors: ['not_found', 'conflict', 'invitation_expired', 'invitation_revoked', 'invitation_used', 'too_many_mails'],
})

export const readInvitation = defineContract('readInvitation', {
  summary: 'Say who invites into what; a POST, so that the token is in no log',
  access: 'anyone',
  limits: ['public'],
  body: z.strictObject({ token }),
  response: invitationDetails,
  errors: [...fallen],
})

export const signUpInvited = defineContract('signUpInvited', {
  summary: 'Create an account for the address that the invitation was mailed to, which confirms it',
  access: 'anyone',
  limits: ['register'],
  body: z.strictObject({ token, name: personName, password: newPassword }),
  response: done,
  status: [201],
  errors: [...fallen, 'email_taken', 'no_shared_project'],
})

export const acceptInvitation = defineContract('acceptInvitation', {
  summary: 'Come in; a repeated call counts once',
  access: 'person',
  limits: ['join'],
  body: z.strictObject({ token }),
  response: z.strictObject({ projectId: id, conversationId: id.nullable() }),
  errors: [...fallen, 'invitation_outdated', 'invitation_foreign', 'conversation_archived', 'no_shared_project'],
})
