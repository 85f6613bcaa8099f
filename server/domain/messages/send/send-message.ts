import { AppError } from '#shared/errors.ts'
import { referenceIds } from '#shared/message-references.ts'
import { isSamePoll } from '#shared/polls.ts'
import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { markPermissionChecked } from '#server/domain/access/actor.ts'
import { publish } from '#server/domain/events.ts'
import { requestPreview } from '#server/domain/messages/request-preview.ts'
import { insertMessage } from './insert-message.ts'
import { loadMessageState } from '#server/domain/read-model/load-message-state.ts'
import type { NewMessage } from './new-message.ts'

/**
 * Sends a message. The client chooses the id, so repeating a call returns the first message, even if
 * a message that it refers to was deleted meanwhile. The event is published after the commit, and only
 * by the call that created the message.
 * @throws AppError `unauthenticated`, `not_found` (also for the messages that it refers to),
 * `conversation_archived`, `posting_restricted`, or `id_reused` when the id belongs to another message.
 */
export async function sendMessage({ actor, ...sent }: { actor: Actor } & Omit<NewMessage, 'authorId' | 'sessionId'>): Promise<{ message: Message, created: boolean }> {
  markPermissionChecked(actor)
  return await deliverMessage({ ...sent, authorId: actor.userId, sessionId: actor.sessionId }, actor.requestId)
}

/** Sends a message for its author. A scheduled message needs no session; all other checks are the same. */
export async function deliverMessage(sent: NewMessage, requestId: string): Promise<{ message: Message, created: boolean }> {
  const attempt = await insertMessage(sent)
  if (!attempt.sessionValid) throw new AppError('unauthenticated')
  if (attempt.message && !isSame(attempt.message, sent)) throw new AppError('id_reused')
  if (!attempt.participates || (!attempt.message && !attempt.referencesValid)) throw new AppError('not_found')
  if (!attempt.message) throw new AppError(attempt.mayPost ? 'conversation_archived' : 'posting_restricted')
  if (attempt.created) {
    await announce(attempt.message, attempt.replyCount)
    await requestPreview(attempt.message, requestId)
  }
  return { message: attempt.message, created: attempt.created }
}

/** Is this the message that was sent? The text is compared only if it was not edited or deleted and is not the text of a forward's source. */
function isSame(message: Message, sent: NewMessage): boolean {
  const isUnchanged = message.version === 1 && message.deletedAt === null && message.forwardedFromId === null
  return message.conversationId === sent.conversationId && message.authorId === sent.authorId
    && referenceIds.every(name => message[name] === (sent[name] ?? null)) && message.alsoInConversation === (sent.alsoInConversation ?? false)
    && (!isUnchanged || (message.body === sent.body && isSamePoll(message.poll, sent.poll)))
}

/**
 * Publishes the message, and the new state of its thread's root. The root is read after the commit,
 * when it may have more replies. The counters therefore come from the insert statement: each event has
 * its own `changeSeq`, and exactly one is `thread:created`.
 */
async function announce(message: Message, replyCount: number | null): Promise<void> {
  const { conversationId, changeSeq, rootId, seq, createdAt } = message
  publish({ name: 'message:created', to: { conversation: conversationId }, payload: { conversationId, changeSeq, message } })
  if (rootId === null || replyCount === null) return
  const root = await loadMessageState(rootId)
  if (!root?.thread) return
  const after = { changeSeq: changeSeq + 1, thread: { ...root.thread, replyCount, lastReplySeq: seq, lastReplyAt: createdAt } }
  publish({
    name: replyCount === 1 ? 'thread:created' : 'thread:updated',
    to: { conversation: conversationId },
    payload: { conversationId, changeSeq: after.changeSeq, message: { ...root, ...after } },
  })
}
