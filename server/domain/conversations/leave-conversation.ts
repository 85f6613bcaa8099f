import type { Actor } from '#server/domain/access/actor.ts'
import { removeParticipant } from '#server/domain/participants/remove-participant.ts'

/**
 * Leaves a group: its stream ends at once, on every device. The last owner stays until somebody
 * else owns the group, unless nobody else is left.
 * @throws AppError `not_found`, `forbidden` (self and direct), `last_owner`
 */
export async function leaveConversation({ actor, conversationId }: { actor: Actor, conversationId: string }): Promise<void> {
  await removeParticipant({ actor, conversationId, userId: actor.userId })
}
