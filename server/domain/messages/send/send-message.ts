import { AppError } from '#shared/errors.ts'
import { isAsked } from '#shared/polls.ts'
import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { markConsulted } from '#server/domain/access/actor.ts'
import { publish } from '#server/domain/events.ts'
import { requestPreview } from '#server/domain/messages/request-preview.ts'
import { insertMessage } from './insert-message.ts'
import { loadState } from '#server/domain/read-model/load-message-state.ts'
import type { NewMessage } from './new-message.ts'

/**
 * Sends a message. The id is made by the sender's client: repeating a call returns the message of
 * the first one. The fact is published after the commit, and only by the call that created it.
 * One that was sent answers still when what it refers to is gone meanwhile.
 * @throws AppError `unauthenticated`, `not_found` (also for what it answers, quotes or forwards),
 * `conversation_archived`, `posting_restricted`, or `id_reused` when the id belongs to another message.
 */
export async function sendMessage({ actor, ...sent }: { actor: Actor } & Omit<NewMessage, 'authorId' | 'sessionId'>): Promise<{ message: Message, created: boolean }> {
  markConsulted(actor)
  return await deliverMessage({ ...sent, authorId: actor.userId, sessionId: actor.sessionId }, actor.requestId)
}

/** The same for an author who is not here: what they left to be sent needs no session, and all else. */
export async function deliverMessage(sent: NewMessage, requestId: string): Promise<{ message: Message, created: boolean }> {
  const attempt = await insertMessage(sent)
  if (!attempt.sessionValid) throw new AppError('unauthenticated')
  if (attempt.message && !isSame(attempt.message, sent)) throw new AppError('id_reused')
  if (!attempt.participates || (!attempt.message && !attempt.refersWell)) throw new AppError('not_found')
  if (!attempt.message) throw new AppError(attempt.mayPost ? 'conversation_archived' : 'posting_restricted')
  if (attempt.created) {
    await announce(attempt.message, attempt.replyCount)
    await requestPreview(attempt.message, requestId)
  }
  return { message: attempt.message, created: attempt.created }
}

/** An edited or deleted message is still the one that was sent, although its text is another one now; a forward has its source's text. */
function isSame(message: Message, sent: NewMessage): boolean {
  const isUnchanged = message.version === 1 && message.deletedAt === null && message.forwardedFromId === null
  return message.conversationId === sent.conversationId && message.authorId === sent.authorId
    && message.parentId === (sent.parentId ?? null) && message.quotedId === (sent.quotedId ?? null)
    && message.alsoInConversation === (sent.alsoInConversation ?? false) && message.forwardedFromId === (sent.forwardedFromId ?? null)
    && (!isUnchanged || (message.body === sent.body && isAsked(message.poll, sent.poll)))
}

/**
 * The root is read after the commit, when other replies may have come: its numbers are those that the
 * statement took, so each event has its own and exactly one of them begins the thread.
 */
async function announce(message: Message, replyCount: number | null): Promise<void> {
  const { conversationId, changeSeq, rootId, seq, createdAt } = message
  publish({ name: 'message:created', to: { conversation: conversationId }, payload: { conversationId, changeSeq, message } })
  if (rootId === null || replyCount === null) return
  const root = await loadState(rootId)
  if (!root?.thread) return
  const after = { changeSeq: changeSeq + 1, thread: { ...root.thread, replyCount, lastReplySeq: seq, lastReplyAt: createdAt } }
  publish({
    name: replyCount === 1 ? 'thread:created' : 'thread:updated',
    to: { conversation: conversationId },
    payload: { conversationId, changeSeq: after.changeSeq, message: { ...root, ...after } },
  })
}
