import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadMessage } from '#server/domain/access/load-message.ts'

/**
 * Reads one message, if the actor takes part in its conversation.
 * @throws AppError `not_found`
 */
export async function readMessage({ actor, messageId }: { actor: Actor, messageId: string }): Promise<Message> {
  const { message } = await loadMessage({ actor, messageId })
  return message
}
