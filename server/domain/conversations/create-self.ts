import { v7 as uuidv7 } from 'uuid'
import type { Actor } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'
import type { Creation } from './create-conversation.ts'

/** Creates or finds the user's self conversation. A unique constraint ensures that there is only one. */
export async function createSelf({ actor }: { actor: Actor }): Promise<Creation> {
  const id = uuidv7()
  const [row] = await database().$queryRaw<Creation[]>`
    WITH made AS (
      INSERT INTO conversations (id, type, self_user_id, created_by_id)
      VALUES (${id}::uuid, 'self', ${actor.userId}::uuid, ${actor.userId}::uuid)
      ON CONFLICT (self_user_id) DO NOTHING
      RETURNING id
    ), joined AS (
      INSERT INTO participants (conversation_id, user_id, role)
      SELECT id, ${actor.userId}::uuid, 'owner' FROM made
    )
    SELECT id AS "conversationId", TRUE AS created FROM made`
  if (row) return row
  // A parallel creation won. Its row is committed by now: the conflict waited for it.
  const existing = await database().conversation.findUniqueOrThrow({ where: { selfUserId: actor.userId } })
  return { conversationId: existing.id, created: false }
}
