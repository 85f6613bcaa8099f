import { z } from 'zod'
import { account, done, platformRole, preferences, session, signedIn } from '#shared/contracts/account.ts'
import {
  conversation, conversationStatus, conversationType, notificationLevel, participant, participantRole, readMarker, unreadBase,
} from '#shared/contracts/conversations.ts'
import { id, newId, timestamp } from '#shared/contracts/fields.ts'
import { message } from '#shared/contracts/messages.ts'
import { project, projectDetails, projectMember, projectRole } from '#shared/contracts/projects.ts'
import { changes } from '#shared/contracts/sync.ts'
import { threadView } from '#shared/contracts/threads.ts'
import { presenceStatus, userSummary } from '#shared/contracts/users.ts'

/** The named schemas of the documents. They are printed once and referenced everywhere else. */
const named: Readonly<Record<string, z.ZodType>> = {
  Account: account,
  Changes: changes,
  Conversation: conversation,
  ConversationStatus: conversationStatus,
  ConversationType: conversationType,
  Done: done,
  Id: id,
  Message: message,
  NewId: newId,
  NotificationLevel: notificationLevel,
  Participant: participant,
  ParticipantRole: participantRole,
  PlatformRole: platformRole,
  Preferences: preferences,
  PresenceStatus: presenceStatus,
  Project: project,
  ProjectDetails: projectDetails,
  ProjectMember: projectMember,
  ProjectRole: projectRole,
  ReadMarker: readMarker,
  Session: session,
  SignedIn: signedIn,
  ThreadView: threadView,
  Timestamp: timestamp,
  UnreadBase: unreadBase,
  UserSummary: userSummary,
}

/** Returns the named schemas as a zod registry. */
export function namedSchemas() {
  const registry = z.registry<{ id: string }>()
  for (const [name, schema] of Object.entries(named)) registry.add(schema, { id: name })
  return registry
}
