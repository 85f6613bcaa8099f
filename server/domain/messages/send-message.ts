import { AppError } from '#shared/errors.ts'
import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { markConsulted } from '#server/domain/access/actor.ts'
import { publish } from '#server/domain/events.ts'
import { insertMessage } from './insert-message.ts'

/**
 * Sends a message. The id is made by the sender's client: repeating a call returns the message of
 * the first one. The fact is published after the commit, and only by the call that created it.
 * @throws AppError `unauthenticated`, `not_found`, `conversation_archived`, or `id_reused` when
 * the id belongs to another message.
 */
export async function sendMessage({ actor, conversationId, id, body }: {
  actor: Actor
  conversationId: string
  id: string
  body: string
}): Promise<{ message: Message, created: boolean }> {
  markConsulted(actor)
  const attempt = await insertMessage({ id, conversationId, authorId: actor.userId, sessionId: actor.sessionId, body })
  if (!attempt.sessionValid) throw new AppError('unauthenticated')
  if (attempt.message && !isSame(attempt.message, { conversationId, authorId: actor.userId, body })) throw new AppError('id_reused')
  if (!attempt.participates) throw new AppError('not_found')
  if (!attempt.message) throw new AppError('conversation_archived')
  if (attempt.created) announce(attempt.message)
  return { message: attempt.message, created: attempt.created }
}

function isSame(message: Message, sent: Pick<Message, 'conversationId' | 'authorId' | 'body'>): boolean {
  return message.conversationId === sent.conversationId && message.authorId === sent.authorId && message.body === sent.body
}

function announce(message: Message): void {
  const { conversationId, changeSeq } = message
  publish({ name: 'message:created', to: { conversation: conversationId }, payload: { conversationId, changeSeq, message } })
}
