import type { DeletionChange } from './sync.ts'
import type { UnreadBase } from './types.ts'

/** The fields of a message that decide whether it counts as unread. */
interface Countable {
  seq: number
  authorId: string
  deletedAt: string | null
  rootId: string | null
  alsoInConversation: boolean
}

/** One reader's view of one conversation. */
export interface UnreadView {
  userId: string
  lastReadSeq: number
  /** Counted by the server: unread messages up to and including `base.seq`. */
  base: UnreadBase
  /** The messages that the client has. Those up to `base.seq` are already counted in the base. */
  messages: Iterable<Countable>
}

/** Whether the message is listed in the conversation, and not only in a thread. */
export function isListedInConversation({ rootId, alsoInConversation }: Pick<Countable, 'rootId' | 'alsoInConversation'>): boolean {
  return rootId === null || alsoInConversation
}

type Reader = Pick<UnreadView, 'userId' | 'lastReadSeq'>
type Counts = (message: Countable, reader: Reader) => boolean

/** Whether a reply is unread for this reader: after the marker, by another author, not deleted. */
export function isUnreadReply(reply: Countable, { userId, lastReadSeq }: Reader): boolean {
  return reply.seq > lastReadSeq && reply.authorId !== userId && reply.deletedAt === null
}

/** Whether a message is unread in the conversation. Threads have their own count. */
export function isUnread(message: Countable, reader: Reader): boolean {
  return isUnreadReply(message, reader) && isListedInConversation(message)
}

/** The one count of unread messages: badge, tab title, list and notification centre all use it. */
export function countUnread(view: UnreadView): number {
  return countBeyond(view, isUnread)
}

/** The one count of unread replies of a thread. `messages` are replies of this thread, `lastReadSeq` is the marker in it. */
export function countUnreadReplies(view: UnreadView): number {
  return countBeyond(view, isUnreadReply)
}

function countBeyond(view: UnreadView, counts: Counts): number {
  let count = view.lastReadSeq >= view.base.seq ? 0 : view.base.count
  for (const message of view.messages) {
    if (message.seq > view.base.seq && counts(message, view)) count += 1
  }
  return count
}

/**
 * The base after a change of this message: a new message is added, a deleted one subtracted, a
 * restored one added again. Without `deletion`, a change of a deleted message (such as a reply to
 * it) does not change the count.
 */
export function unreadBaseAfterChange(base: UnreadBase, message: Countable, reader: Reader, deletion?: DeletionChange): UnreadBase {
  if (message.seq > base.seq) return { seq: message.seq, count: base.count + Number(isUnread(message, reader)) }
  if (deletion === undefined || !isUnread({ ...message, deletedAt: null }, reader)) return base
  return { ...base, count: deletion === 'restored' ? base.count + 1 : Math.max(0, base.count - 1) }
}

/** The base of a thread after a reply in it was deleted or restored. Replies beyond the base are counted one by one. */
export function replyBaseAfterChange(base: UnreadBase, before: Countable, after: Countable, reader: Reader): UnreadBase {
  if (after.seq > base.seq) return base
  const difference = Number(isUnreadReply(after, reader)) - Number(isUnreadReply(before, reader))
  return difference === 0 ? base : { ...base, count: Math.max(0, base.count + difference) }
}

/** The base after the reader's marker moved forward to `to`, as far as the loaded messages show. */
export function unreadBaseAfterRead(view: UnreadView, to: number): UnreadBase {
  return baseAfter(view, to, isUnread)
}

/** The same for the marker in a thread. */
export function replyBaseAfterRead(view: UnreadView, to: number): UnreadBase {
  return baseAfter(view, to, isUnreadReply)
}

function baseAfter({ userId, lastReadSeq, base, messages }: UnreadView, to: number, counts: Counts): UnreadBase {
  if (to >= base.seq) return { seq: base.seq, count: 0 }
  let count = base.count
  for (const message of messages) {
    if (message.seq <= to && message.seq <= base.seq && counts(message, { userId, lastReadSeq })) count -= 1
  }
  return { seq: base.seq, count: Math.max(0, count) }
}

/** The unread state of one conversation, as server and client both know it. */
export interface UnreadState {
  conversationId: string
  changeSeq: number
  lastReadSeq: number
  unread: number
}

/**
 * A checksum over a reader's whole unread state (FNV-1a, 32 bit, hex). Client and server compare
 * theirs in the heartbeat; a difference is repaired by a sync, so that counts cannot drift.
 */
export function unreadChecksum(states: Iterable<UnreadState>): string {
  const text = [...states]
    .map(state => `${state.conversationId}:${state.changeSeq}:${state.lastReadSeq}:${state.unread}`)
    .sort()
    .join('\n')
  let hash = 0x811C9DC5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  }
  return hash.toString(16).padStart(8, '0')
}
