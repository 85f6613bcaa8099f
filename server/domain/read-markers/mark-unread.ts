import type { ReadMarker } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { publish } from '#server/domain/events.ts'
import { database } from '#server/infra/postgres/database.ts'
import { ownMarker } from '#server/domain/read-model/own-marker.ts'

/**
 * Makes a message and all after it unread again, for the actor only: read receipts that others see stay.
 * It starts a new `readEra`, so that an earlier marker of another device does not undo it. If the
 * message is unread already, nothing changes.
 * @throws AppError `not_found`
 */
export async function markUnread({ actor, conversationId, seq }: { actor: Actor, conversationId: string, seq: number }): Promise<ReadMarker> {
  const moved = await database().$executeRaw`
    UPDATE participants
    SET unread_seq = ${seq - 1}::int, read_era = read_era + 1
    WHERE conversation_id = ${conversationId}::uuid AND user_id = ${actor.userId}::uuid AND left_at IS NULL
      AND COALESCE(unread_seq, last_read_seq) >= ${seq}::int`
  const marker = ownMarker(await loadConversation({ actor, conversationId }), actor.userId)
  if (moved > 0) publish({ name: 'read:updated', to: { user: actor.userId }, payload: marker })
  return marker
}
