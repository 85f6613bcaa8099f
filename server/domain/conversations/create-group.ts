import { AppError } from '#shared/errors.ts'
import { can } from '#shared/permissions.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/database.ts'
import type { Creation } from './create-conversation.ts'

interface NewGroup {
  actor: Actor
  id: string
  projectId: string
  title: string
  userIds: string[]
}

/**
 * Creates a group of a project; its maker owns it. The id is made by the client, so a repeated
 * call returns the same group.
 * @throws AppError `not_found` for a foreign project, `no_shared_project` when somebody named is
 * not in it, `id_reused` when the id belongs to something else.
 */
export async function createGroup({ actor, id, projectId, title, userIds }: NewGroup): Promise<Creation> {
  const members = await database().projectMember.findMany({
    where: { projectId, userId: { in: [actor.userId, ...userIds] }, user: { deactivatedAt: null } },
  })
  const roles = new Map(members.map(member => [member.userId, member.role]))
  const projectRole = roles.get(actor.userId)
  if (!projectRole || !can({ projectRole }, 'conversation:create-group')) throw new AppError('not_found')
  const others = [...new Set(userIds)].filter(userId => userId !== actor.userId)
  if (!others.every(userId => roles.has(userId))) throw new AppError('no_shared_project')

  const created = await insertGroup({ actor, id, projectId, title, userIds: others })
  if (!created) await refuseReuse({ actor, id, projectId })
  return { conversationId: id, created }
}

async function insertGroup({ actor, id, projectId, title, userIds }: NewGroup): Promise<boolean> {
  const rows = await database().$queryRaw<unknown[]>`
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

async function refuseReuse({ actor, id, projectId }: Pick<NewGroup, 'actor' | 'id' | 'projectId'>): Promise<void> {
  const existing = await database().conversation.findUniqueOrThrow({ where: { id } })
  if (existing.createdById !== actor.userId || existing.projectId !== projectId) throw new AppError('id_reused')
}
