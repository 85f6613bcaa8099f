import type { Actor } from '#server/domain/access/actor.ts'
import { removeParticipant } from '#server/domain/participants/remove-participant.ts'

/**
 * Leaves a group. The actor's devices get no further events of it. The last owner can leave only after
 * transferring ownership, or if no other participant is left.
 * @throws AppError `not_found`, `forbidden` (self and direct), `last_owner`
 */
export async function leaveConversation({ actor, conversationId }: { actor: Actor, conversationId: string }): Promise<void> {
  await removeParticipant({ actor, conversationId, userId: actor.userId })
}
