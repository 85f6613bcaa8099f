import type { ConversationSettings, ConversationType, ParticipantRole, PlatformRole, ProjectRole } from './types.ts'

/** Who acts, as far as a rule needs to know. */
export interface Subject {
  platformRole?: PlatformRole
  projectRole?: ProjectRole
  participantRole?: ParticipantRole
  conversationType?: ConversationType
  settings?: Pick<ConversationSettings, 'whoPosts' | 'whoInvites'>
  /** Of whom the rule is about: the role that they have, and the one that they are to have. */
  targetRole?: ParticipantRole
  newRole?: ParticipantRole
  /** The rule is about the person who acts. */
  isSelf?: boolean
  /** Wrote the message that the rule is about. */
  isAuthor?: boolean
}

const isParticipant = (subject: Subject) => subject.participantRole !== undefined
const managesGroup = (subject: Subject) =>
  subject.conversationType === 'group' && (subject.participantRole === 'owner' || subject.participantRole === 'admin')
const ranks = { member: 0, admin: 1, owner: 2 } as const

/** Nobody gives away more than they have. */
const reaches = ({ participantRole, newRole }: Subject) =>
  participantRole !== undefined && ranks[newRole ?? 'member'] <= ranks[participantRole]
/** Those in charge decide about those below them; owners, who have nobody above them, about each other, too. */
const outranks = ({ participantRole, targetRole }: Subject) =>
  participantRole !== undefined && targetRole !== undefined
  && (participantRole === 'owner' || ranks[participantRole] > ranks[targetRole])
/**
 * Where only those in charge write, only they put something up for everybody: by sending, editing,
 * restoring, forwarding or scheduling. `server/domain/access/may-post.ts` has the same rule in SQL.
 */
const mayPost = (subject: Subject) => isParticipant(subject) && (subject.settings?.whoPosts !== 'admins' || managesGroup(subject))
const mayDelete = (subject: Subject) => isParticipant(subject) && (subject.isAuthor === true || managesGroup(subject))
const leads = (subject: Subject) => subject.projectRole === 'lead'

const rules = {
  /** One's own account, sessions and preferences: signed in is enough. */
  'account:own': () => true,
  'project:create': () => true,
  'project:read': subject => subject.projectRole !== undefined,
  'project:manage': leads,
  'conversation:create-group': subject => subject.projectRole !== undefined,
  'conversation:read': isParticipant,
  'conversation:send': mayPost,
  // Two people decide alike about what is between them; a group has people in charge.
  'conversation:archive': subject => isParticipant(subject) && (subject.conversationType !== 'group' || managesGroup(subject)),
  'conversation:rename': managesGroup,
  'conversation:settings': subject => isParticipant(subject) && (subject.conversationType !== 'group' || managesGroup(subject)),
  'conversation:transfer-ownership': subject => subject.conversationType === 'group' && subject.participantRole === 'owner',
  'participant:add': subject => subject.conversationType === 'group' && reaches(subject)
    && (managesGroup(subject) || subject.settings?.whoInvites === 'everyone'),
  'participant:remove': subject => managesGroup(subject) && outranks(subject),
  // Everyone may step down; who steps down as the last owner is a matter of the group, not of the role.
  'participant:update': subject => managesGroup(subject) && reaches(subject) && (subject.isSelf === true || outranks(subject)),
  'message:read': isParticipant,
  // Only the author can change a text.
  'message:edit': subject => mayPost(subject) && subject.isAuthor === true,
  'message:delete': mayDelete,
  // What comes back is read again, like what is sent.
  'message:restore': subject => mayPost(subject) && mayDelete(subject),
  'message:remove-preview': subject => isParticipant(subject) && subject.isAuthor === true,
  'message:react': isParticipant,
  'poll:vote': isParticipant,
  // The author and the admins can close a poll.
  'poll:close': subject => isParticipant(subject) && (subject.isAuthor === true || managesGroup(subject)),
  // What is worth finding again is for everybody who writes to say; what is pinned stands under one's name.
  'message:pin': mayPost,
  'conversation:leave': subject => isParticipant(subject) && subject.conversationType === 'group',
  'admin:read': subject => subject.platformRole === 'admin',
} satisfies Record<string, (subject: Subject) => boolean>

export type Permission = keyof typeof rules

/** May this person do this? Both sides ask here: the server to decide, the screen to show. */
export function can(subject: Subject, permission: Permission): boolean {
  return rules[permission](subject)
}

/** Why a person may not do this: because only those in charge write there, or for another reason. */
export function refusalOf(subject: Subject, permission: Permission): 'posting_restricted' | 'forbidden' {
  const open = { ...subject, settings: { whoInvites: 'admins' as const, ...subject.settings, whoPosts: 'everyone' as const } }
  return can(open, permission) ? 'posting_restricted' : 'forbidden'
}
