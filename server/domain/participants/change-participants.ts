import type { Prisma } from '#generated/client.ts'
import { defaultSettings } from '#shared/conversation-settings.ts'
import type { ConversationSettings, ConversationStatus, ConversationType, ParticipantRole } from '#shared/types.ts'
import { AppError } from '#shared/errors.ts'
import type { Subject } from '#shared/permissions.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'

/** A conversation and its people, while nobody else changes them. */
export interface People {
  type: ConversationType
  status: ConversationStatus
  projectId: string | null
  settings: ConversationSettings
  roles: ReadonlyMap<string, ParticipantRole>
}

/** The same for one of them, who acts. */
interface Roster extends People {
  conversationId: string
  /** The participant whose permissions are checked. */
  subject: Subject
}

interface ConversationRow {
  type: ConversationType
  status: ConversationStatus
  projectId: string | null
  settings: Partial<ConversationSettings>
}

/**
 * The one way in which people of a conversation change. It is locked first, as for a send, so what
 * the rules are asked about is still true when it is written: two owners who remove each other, or
 * both step down, take turns.
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
  const people = await lockPeople(transaction, conversationId)
  const participantRole = people?.roles.get(userId)
  if (!people || !participantRole) throw new AppError('not_found')
  return { ...people, conversationId, subject: { participantRole, conversationType: people.type, settings: people.settings } }
}

/**
 * Locks the conversation, and before it its project against changes of its members: in the order
 * in which a member who is removed from a project is removed from its groups.
 */
export async function lockPeople(transaction: Prisma.TransactionClient, conversationId: string): Promise<People | undefined> {
  const belonging = await transaction.conversation.findUnique({ where: { id: conversationId }, select: { projectId: true } })
  if (belonging?.projectId) await lockProject(transaction, belonging.projectId)
  const [conversation] = await transaction.$queryRaw<ConversationRow[]>`
    SELECT type, status, project_id AS "projectId", settings FROM conversations WHERE id = ${conversationId}::uuid FOR UPDATE`
  if (!conversation) return undefined
  // A statement of its own: it sees what was done before the lock was ours.
  const present = await transaction.participant.findMany({ where: { conversationId, leftAt: null }, select: { userId: true, role: true } })
  const roles = new Map(present.map(participant => [participant.userId, participant.role]))
  return { ...conversation, settings: { ...defaultSettings, ...conversation.settings }, roles }
}

/** Nobody is taken out of the project, and nobody's role in it changes, until this transaction ends. */
export async function lockProject(transaction: Prisma.TransactionClient, projectId: string): Promise<void> {
  await transaction.$queryRaw`SELECT 1 FROM projects WHERE id = ${projectId}::uuid FOR SHARE`
}

/**
 * Refuses what would leave a group without an owner.
 * @throws AppError `last_owner`
 */
export function keepOwner({ roles }: People, withoutUserId: string): void {
  if (![...roles].some(([userId, role]) => role === 'owner' && userId !== withoutUserId)) throw new AppError('last_owner')
}

/** Takes the next numbers of the conversation's log; returns the first of them. */
export async function takeNumbers(transaction: Prisma.TransactionClient, conversationId: string, count = 1): Promise<number> {
  const { changeSeq } = await transaction.conversation.update({
    where: { id: conversationId },
    data: { changeSeq: { increment: count }, changedAt: new Date() },
    select: { changeSeq: true },
  })
  return changeSeq - count + 1
}
