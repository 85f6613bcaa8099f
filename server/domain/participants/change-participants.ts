import type { Prisma } from '#generated/client.ts'
import { defaultSettings } from '#shared/conversation-settings.ts'
import type { ConversationSettings, ConversationStatus, ConversationType, ParticipantRole } from '#shared/types.ts'
import { AppError } from '#shared/errors.ts'
import type { Subject } from '#shared/permissions.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'

/** A conversation and its participants, locked against other changes. */
export interface LockedConversation {
  type: ConversationType
  status: ConversationStatus
  projectId: string | null
  settings: ConversationSettings
  /** The roles of the current participants, by user id. */
  roles: ReadonlyMap<string, ParticipantRole>
}

/** The same, with the actor's permissions. */
interface Roster extends LockedConversation {
  conversationId: string
  /** The actor, for `authorize`. */
  subject: Subject
}

interface ConversationRow {
  type: ConversationType
  status: ConversationStatus
  projectId: string | null
  settings: Partial<ConversationSettings>
}

/**
 * Changes the participants or the settings of a conversation. It locks the conversation first, as a
 * send does, so that the checked permissions still hold when the change is written: if two owners
 * remove each other, or both step down, the second call waits and is refused.
 * @throws AppError `not_found` if the actor is not a participant, and the errors of the change
 */
export async function changeParticipants<Result>(
  { actor, conversationId }: { actor: Actor, conversationId: string },
  change: (transaction: Prisma.TransactionClient, roster: Roster) => Promise<Result>,
): Promise<Result> {
  return await database().$transaction(async transaction => change(transaction, await lockRoster(transaction, { conversationId, userId: actor.userId })))
}

/** @throws AppError `not_found` */
async function lockRoster(
  transaction: Prisma.TransactionClient,
  { conversationId, userId }: { conversationId: string, userId: string },
): Promise<Roster> {
  const locked = await lockConversation(transaction, conversationId)
  const participantRole = locked?.roles.get(userId)
  if (!locked || !participantRole) throw new AppError('not_found')
  return { ...locked, conversationId, subject: { participantRole, conversationType: locked.type, settings: locked.settings } }
}

/**
 * Locks the conversation, and its project before it. `leaveProject` takes the locks in the same
 * order, which prevents deadlocks. Returns `undefined` if the conversation does not exist.
 */
export async function lockConversation(transaction: Prisma.TransactionClient, conversationId: string): Promise<LockedConversation | undefined> {
  const found = await transaction.conversation.findUnique({ where: { id: conversationId }, select: { projectId: true } })
  if (found?.projectId) await lockProject(transaction, found.projectId)
  const [conversation] = await transaction.$queryRaw<ConversationRow[]>`
    SELECT type, status, project_id AS "projectId", settings FROM conversations WHERE id = ${conversationId}::uuid FOR UPDATE`
  if (!conversation) return undefined
  // A statement of its own, which sees everything that was committed before the lock was taken.
  const present = await transaction.participant.findMany({ where: { conversationId, leftAt: null }, select: { userId: true, role: true } })
  const roles = new Map(present.map(participant => [participant.userId, participant.role]))
  return { ...conversation, settings: { ...defaultSettings, ...conversation.settings }, roles }
}

/** Locks the project until this transaction ends, so that no member is removed and no project role changes. */
export async function lockProject(transaction: Prisma.TransactionClient, projectId: string): Promise<void> {
  await transaction.$queryRaw`SELECT 1 FROM projects WHERE id = ${projectId}::uuid FOR SHARE`
}

/**
 * Refuses a change that would leave a group without an owner.
 * @throws AppError `last_owner`
 */
export function assertOwnerRemains({ roles }: LockedConversation, withoutUserId: string): void {
  if (![...roles].some(([userId, role]) => role === 'owner' && userId !== withoutUserId)) throw new AppError('last_owner')
}

/** Takes the next `count` values of the conversation's `changeSeq`. Returns the first of them. */
export async function takeChangeSeqs(transaction: Prisma.TransactionClient, conversationId: string, count = 1): Promise<number> {
  const { changeSeq } = await transaction.conversation.update({
    where: { id: conversationId },
    data: { changeSeq: { increment: count }, changedAt: new Date() },
    select: { changeSeq: true },
  })
  return changeSeq - count + 1
}
