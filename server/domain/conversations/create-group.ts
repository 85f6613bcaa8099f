import type { Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { can } from '#shared/permissions.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { lockProject } from '#server/domain/participants/change-participants.ts'
import { database } from '#server/infra/postgres/database.ts'
import type { Creation } from './create-conversation.ts'

interface NewGroup {
  actor: Actor
  id: string
  projectId: string
  title: string
  userIds: string[]
}

/**
 * Creates a group of a project, owned by the actor. The client chooses the id, so a repeated call
 * returns the same group. The project is locked, so that a member who is removed from the project at
 * the same time does not remain in the group.
 * @throws AppError `not_found` for a foreign project, `no_shared_project` when a named user is not in
 * it, `id_reused` when the id belongs to another conversation
 */
export async function createGroup({ actor, id, projectId, title, userIds }: NewGroup): Promise<Creation> {
  const others = [...new Set(userIds)].filter(userId => userId !== actor.userId)
  const group = { actor, id, projectId, title, userIds: others }
  const created = await database().$transaction(async (transaction) => {
    await lockProject(transaction, projectId)
    await assertMembers(transaction, group)
    return await insertGroup(transaction, group)
  })
  if (!created) await assertSameGroup(group)
  return { conversationId: id, created }
}

async function assertMembers(transaction: Prisma.TransactionClient, { actor, projectId, userIds }: NewGroup): Promise<void> {
  const members = await transaction.projectMember.findMany({
    where: { projectId, userId: { in: [actor.userId, ...userIds] }, user: { deactivatedAt: null } },
  })
  const roles = new Map(members.map(member => [member.userId, member.role]))
  const projectRole = roles.get(actor.userId)
  if (!projectRole || !can({ projectRole }, 'conversation:create-group')) throw new AppError('not_found')
  if (!userIds.every(userId => roles.has(userId))) throw new AppError('no_shared_project')
}

async function insertGroup(transaction: Prisma.TransactionClient, { actor, id, projectId, title, userIds }: NewGroup): Promise<boolean> {
  const rows = await transaction.$queryRaw<unknown[]>`
    WITH made AS (
      INSERT INTO conversations (id, type, project_id, title, created_by_id)
      VALUES (${id}::uuid, 'group', ${projectId}::uuid, ${title}, ${actor.userId}::uuid)
      ON CONFLICT (id) DO NOTHING
      RETURNING id
    ), owner AS (
      INSERT INTO participants (conversation_id, user_id, role) SELECT id, ${actor.userId}::uuid, 'owner' FROM made
    ), joined AS (
      INSERT INTO participants (conversation_id, user_id)
      SELECT made.id, person FROM made, unnest(${userIds}::uuid[]) AS person
    )
    SELECT id FROM made`
  return rows.length > 0
}

async function assertSameGroup({ actor, id, projectId }: Pick<NewGroup, 'actor' | 'id' | 'projectId'>): Promise<void> {
  const existing = await database().conversation.findUniqueOrThrow({ where: { id } })
  if (existing.createdById !== actor.userId || existing.projectId !== projectId) throw new AppError('id_reused')
}
