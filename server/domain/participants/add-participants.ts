import type { Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import type { Conversation, ParticipantRole } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { insertParticipants } from './insert-participants.ts'
import { announceParticipants } from './announce-participants.ts'
import { changeParticipants } from './change-participants.ts'

/**
 * Adds members of the project to its group. Existing participants keep their role, so a repeated call
 * changes nothing.
 * @throws AppError `not_found`, `forbidden`, `conversation_archived`, `no_shared_project` when
 * a named user is not in the group's project or does not exist
 */
export async function addParticipants({ actor, conversationId, userIds, role }: {
  actor: Actor
  conversationId: string
  userIds: readonly string[]
  role: ParticipantRole
}): Promise<Conversation> {
  const changed = await changeParticipants({ actor, conversationId }, async (transaction, { subject, status, projectId, roles }) => {
    authorize(actor, 'participant:add', { ...subject, newRole: role })
    if (status === 'archived') throw new AppError('conversation_archived')
    const newcomers = [...new Set(userIds)].filter(userId => !roles.has(userId))
    await assertMembers(transaction, projectId, newcomers)
    return await insertParticipants(transaction, { conversationId, userIds: newcomers, role })
  })
  return await announceParticipants({ actor, conversationId, name: 'participant:added', changed })
}

/** The project is locked too, so that no one is removed from it while this transaction adds them to its group. */
async function assertMembers(transaction: Prisma.TransactionClient, projectId: string | null, userIds: readonly string[]): Promise<void> {
  if (!projectId) throw new AppError('no_shared_project')
  const members = await transaction.projectMember.count({ where: { projectId, userId: { in: [...userIds] }, user: { deactivatedAt: null } } })
  if (members !== userIds.length) throw new AppError('no_shared_project')
}
