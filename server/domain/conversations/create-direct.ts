import { v7 as uuidv7 } from 'uuid'
import { AppError } from '#shared/errors.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'
import type { Creation } from './create-conversation.ts'

/**
 * Creates or finds the direct conversation of a pair. A unique constraint on the sorted ids ensures that
 * parallel calls create only one. The insert itself checks for a shared project, so that this cannot
 * change between check and write.
 * @throws AppError `no_shared_project`, also for an unknown user: callers must not learn who exists
 */
export async function createDirect({ actor, userId }: { actor: Actor, userId: string }): Promise<Creation> {
  const [low, high] = [actor.userId, userId].sort() as [string, string]
  const existing = await findDirect(low, high)
  if (existing) return existing
  const [row] = await database().$queryRaw<Creation[]>`
    WITH made AS (
      INSERT INTO conversations (id, type, direct_low_id, direct_high_id, created_by_id)
      SELECT ${uuidv7()}::uuid, 'direct', ${low}::uuid, ${high}::uuid, ${actor.userId}::uuid
      WHERE EXISTS (
        SELECT FROM project_members mine
        JOIN project_members theirs USING (project_id)
        JOIN users u ON u.id = theirs.user_id
        WHERE mine.user_id = ${actor.userId}::uuid AND theirs.user_id = ${userId}::uuid AND u.deactivated_at IS NULL
      )
      ON CONFLICT (direct_low_id, direct_high_id) DO NOTHING
      RETURNING id
    ), joined AS (
      INSERT INTO participants (conversation_id, user_id, role)
      SELECT made.id, person, 'owner' FROM made, unnest(ARRAY[${low}::uuid, ${high}::uuid]) AS person
    )
    SELECT id AS "conversationId", TRUE AS created FROM made`
  if (row) return row
  const parallel = await findDirect(low, high)
  if (!parallel) throw new AppError('no_shared_project')
  return parallel
}

async function findDirect(directLowId: string, directHighId: string): Promise<Creation | undefined> {
  const found = await database().conversation.findUnique({
    where: { directLowId_directHighId: { directLowId, directHighId } },
    select: { id: true },
  })
  return found ? { conversationId: found.id, created: false } : undefined
}
