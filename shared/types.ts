import type { z } from 'zod'
import type * as accounts from './contracts/account.ts'
import type * as bookmarks from './contracts/bookmarks.ts'
import type * as conversationSettings from './contracts/conversation-settings.ts'
import type * as conversations from './contracts/conversations.ts'
import type * as drafts from './contracts/drafts.ts'
import type * as invitations from './contracts/invitations.ts'
import type * as messages from './contracts/messages.ts'
import type * as references from './contracts/message-references.ts'
import type * as poll from './contracts/poll.ts'
import type * as projects from './contracts/projects.ts'
import type * as readers from './contracts/readers.ts'
import type * as scheduled from './contracts/scheduled.ts'
import type * as settings from './contracts/settings.ts'
import type * as syncing from './contracts/sync.ts'
import type * as threads from './contracts/threads.ts'
import type * as users from './contracts/users.ts'

export type Account = z.infer<typeof accounts.account>
export type Preferences = z.infer<typeof accounts.preferences>
export type PlatformRole = z.infer<typeof accounts.platformRole>
export type DeviceSession = z.infer<typeof accounts.session>
export type SignedIn = z.infer<typeof accounts.signedIn>

export type UserSummary = z.infer<typeof users.userSummary>
export type PresenceStatus = z.infer<typeof users.presenceStatus>

export type Project = z.infer<typeof projects.project>
export type ProjectSettings = z.infer<typeof projects.projectSettings>
export type ProjectDetails = z.infer<typeof projects.projectDetails>
export type ProjectMember = z.infer<typeof projects.projectMember>
export type ProjectRole = z.infer<typeof projects.projectRole>

export type Conversation = z.infer<typeof conversations.conversation>
export type ConversationType = z.infer<typeof conversations.conversationType>
export type ConversationStatus = z.infer<typeof conversations.conversationStatus>
export type Participant = z.infer<typeof conversations.participant>
export type ParticipantRole = z.infer<typeof conversations.participantRole>
export type ReadMarker = z.infer<typeof conversations.readMarker>
export type UnreadBase = z.infer<typeof conversations.unreadBase>

export type ConversationSettings = z.infer<typeof conversationSettings.conversationSettings>
export type Invitation = z.infer<typeof invitations.invitation>
export type InvitationDetails = z.infer<typeof invitations.invitationDetails>

export type SettingsVersion = z.infer<typeof settings.settingsVersion>

export type Message = z.infer<typeof messages.message>
export type MessageReferences = z.infer<typeof references.references>
export type NewReferences = z.infer<typeof references.newReferences>
export type Poll = z.infer<typeof poll.poll>
export type NewPoll = z.infer<typeof poll.newPoll>
export type MessageRevision = z.infer<typeof messages.revision>
export type Reader = z.infer<typeof readers.reader>
export type BookmarkState = z.infer<typeof bookmarks.bookmarkState>
export type Bookmark = z.infer<typeof bookmarks.bookmark>
export type ScheduledMessage = z.infer<typeof scheduled.scheduledMessage>
export type Draft = z.infer<typeof drafts.draft>
export type ThreadView = z.infer<typeof threads.threadView>
export type Thread = z.infer<typeof threads.readThread.response>
export type FollowedThread = z.infer<typeof threads.followedThread>
export type Changes = z.infer<typeof syncing.changes>
export type SyncResponse = z.infer<typeof syncing.sync.response>
export type SyncRequest = z.infer<typeof syncing.sync.body>
