import type { ConversationSettings, ConversationType, ParticipantRole, PlatformRole, ProjectRole } from './types.ts'

/** The facts about the actor and the target that the rules use. */
export interface Subject {
  platformRole?: PlatformRole
  projectRole?: ProjectRole
  participantRole?: ParticipantRole
  conversationType?: ConversationType
  settings?: Pick<ConversationSettings, 'whoPosts' | 'whoInvites'>
  /** The current and the new role of the participant whom the rule is about. */
  targetRole?: ParticipantRole
  newRole?: ParticipantRole
  /** Whether the actor is the target. */
  isSelf?: boolean
  /** Whether the actor wrote the message. */
  isAuthor?: boolean
}

const isParticipant = (subject: Subject) => subject.participantRole !== undefined
const managesGroup = (subject: Subject) =>
  subject.conversationType === 'group' && (subject.participantRole === 'owner' || subject.participantRole === 'admin')
const ranks = { member: 0, admin: 1, owner: 2 } as const

/** A role can be given only up to the own role. */
const reaches = ({ participantRole, newRole }: Subject) =>
  participantRole !== undefined && ranks[newRole ?? 'member'] <= ranks[participantRole]
/** A higher role may act on a lower one. Owners may also act on each other. */
const outranks = ({ participantRole, targetRole }: Subject) =>
  participantRole !== undefined && targetRole !== undefined
  && (participantRole === 'owner' || ranks[participantRole] > ranks[targetRole])
/**
 * If only owners and admins may post, this covers sending, editing, restoring, forwarding,
 * scheduling and pinning. `server/domain/access/may-post.ts` has the same rule in SQL.
 */
const mayPost = (subject: Subject) => isParticipant(subject) && (subject.settings?.whoPosts !== 'admins' || managesGroup(subject))
const mayDelete = (subject: Subject) => isParticipant(subject) && (subject.isAuthor === true || managesGroup(subject))
const leads = (subject: Subject) => subject.projectRole === 'lead'

const rules = {
  /** The own account, sessions and preferences. Being signed in is enough. */
  'account:own': () => true,
  'project:create': () => true,
  'project:read': subject => subject.projectRole !== undefined,
  'project:manage': leads,
  'conversation:create-group': subject => subject.projectRole !== undefined,
  'conversation:read': isParticipant,
  'conversation:send': mayPost,
  // In a direct conversation both users have the same rights; a group has owners and admins.
  'conversation:archive': subject => isParticipant(subject) && (subject.conversationType !== 'group' || managesGroup(subject)),
  'conversation:rename': managesGroup,
  'conversation:settings': subject => isParticipant(subject) && (subject.conversationType !== 'group' || managesGroup(subject)),
  'conversation:transfer-ownership': subject => subject.conversationType === 'group' && subject.participantRole === 'owner',
  'participant:add': subject => subject.conversationType === 'group' && reaches(subject)
    && (managesGroup(subject) || subject.settings?.whoInvites === 'everyone'),
  'participant:remove': subject => managesGroup(subject) && outranks(subject),
  // Everyone may lower their own role. The last owner is checked separately.
  'participant:update': subject => managesGroup(subject) && reaches(subject) && (subject.isSelf === true || outranks(subject)),
  'message:read': isParticipant,
  // Only the author can change a text.
  'message:edit': subject => mayPost(subject) && subject.isAuthor === true,
  'message:delete': mayDelete,
  // A restored message is visible again, so it needs the right to post.
  'message:restore': subject => mayPost(subject) && mayDelete(subject),
  'message:remove-preview': subject => isParticipant(subject) && subject.isAuthor === true,
  'message:react': isParticipant,
  'poll:vote': isParticipant,
  // The author and the admins can close a poll.
  'poll:close': subject => isParticipant(subject) && (subject.isAuthor === true || managesGroup(subject)),
  // A pin is visible to all participants, so it needs the right to post.
  'message:pin': mayPost,
  'conversation:leave': subject => isParticipant(subject) && subject.conversationType === 'group',
  'admin:read': subject => subject.platformRole === 'admin',
} satisfies Record<string, (subject: Subject) => boolean>

export type Permission = keyof typeof rules

/** Whether the subject has a permission. The server decides with it, the interface shows with it. */
export function can(subject: Subject, permission: Permission): boolean {
  return rules[permission](subject)
}

/** The error code of a refused permission: `posting_restricted` if only the right to post is missing, else `forbidden`. */
export function refusalOf(subject: Subject, permission: Permission): 'posting_restricted' | 'forbidden' {
  const open = { ...subject, settings: { whoInvites: 'admins' as const, ...subject.settings, whoPosts: 'everyone' as const } }
  return can(open, permission) ? 'posting_restricted' : 'forbidden'
}
