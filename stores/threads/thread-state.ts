import { markRaw } from 'vue'
import { mergeMessages } from '#shared/sync.ts'
import type { FollowedThread, Message, Thread, ThreadView } from '#shared/types.ts'
import { countUnreadReplies, replyBaseAfterRead, replyBaseAfterChange } from '#shared/unread.ts'

/** Replies of a closed thread that stay loaded, to count new ones. */
const KEPT_REPLIES = 200

/** The state of one thread on this device. */
export interface ThreadState {
  /** The first message of the thread, at its latest change. */
  root: Message
  /** The server's view, plus what this device has read since. */
  mine: ThreadView
  /** A pending change of following. */
  wanted?: boolean | undefined
  /** The store's revision when the server last changed whether the thread is followed. */
  revisionAt?: number
  /** The `changeSeq` that the server's count in `mine` includes. */
  countedAt: number
  /** The seq from which all replies are loaded; undefined when unknown. */
  from?: number | undefined
  /** Sorted by seq. Replaced, never changed in place. There may be gaps before `from`. */
  replies: readonly Message[]
}

/** A thread of which only the root is known. */
export function beginThread(root: Message, mine: ThreadView = { following: false, lastReadSeq: 0, unread: { seq: root.thread?.lastReplySeq ?? 0, count: 0 } }): ThreadState {
  return { root: markRaw(root), mine, countedAt: root.changeSeq, replies: markRaw([]) }
}

/** Whether the thread is shown as followed, including a pending change. */
export function isFollowed({ wanted, mine }: ThreadState): boolean {
  return wanted ?? mine.following
}

/** Unread replies of this reader. */
export function unreadInThread({ mine: { lastReadSeq, unread }, replies }: ThreadState, userId: string): number {
  return countUnreadReplies({ userId, lastReadSeq, base: unread, messages: replies })
}

/** The replies without a gap. */
export function wholeReplies(state?: ThreadState): readonly Message[] {
  return state?.replies.filter(({ seq }) => seq >= (state.from ?? 0)) ?? []
}

/** True when every reply is loaded. */
export function isComplete(state: ThreadState): boolean {
  return state.from !== undefined && wholeReplies(state).length >= (state.root.thread?.replyCount ?? 0)
}

/** Applies the root or a reply of an event or a response. An older version changes nothing. */
export function applyThreadMessage(state: ThreadState, message: Message, userId: string): void {
  if (message.id === state.root.id) {
    if (message.changeSeq > state.root.changeSeq) state.root = markRaw(message)
    return
  }
  const before = state.replies.find(({ id }) => id === message.id)
  if (before && before.changeSeq >= message.changeSeq) return
  countReply(state, before, message, userId)
  addReplies(state, [message])
  if (message.authorId === userId && !before) moveThreadMarker(state, userId, message.seq)
}

/** Updates the unread count after a change of a reply that the server counted. A reply that is not loaded matters only when it is deleted. */
function countReply(state: ThreadState, before: Message | undefined, message: Message, userId: string): void {
  const { mine } = state
  if (!before && (message.deletedAt === null || message.changeSeq <= state.countedAt)) return
  mine.unread = replyBaseAfterChange(mine.unread, before ?? { ...message, deletedAt: null }, message, { userId, lastReadSeq: mine.lastReadSeq })
}

/** Applies the server's view. Later reading and later replies on this device stay. */
export function applyThreadView(state: ThreadState, view: ThreadView, userId: string, countedAt = state.countedAt): void {
  const { lastReadSeq, unread } = state.mine
  if (view.unread.seq < unread.seq) state.mine = { ...state.mine, following: view.following }
  else Object.assign(state, { mine: { ...view }, countedAt: Math.max(state.countedAt, countedAt) })
  moveThreadMarker(state, userId, Math.max(lastReadSeq, view.lastReadSeq))
}

/** Moves the reader's marker forward. */
export function moveThreadMarker(state: ThreadState, userId: string, to: number): void {
  const { lastReadSeq, unread } = state.mine
  if (to <= lastReadSeq) return
  const base = replyBaseAfterRead({ userId, lastReadSeq, base: unread, messages: state.replies }, to)
  state.mine = { ...state.mine, lastReadSeq: to, unread: base }
}

/** Applies one entry of the list of followed threads. */
export function applyFollowed(state: ThreadState, { root, lastReply, mine }: FollowedThread, userId: string): void {
  applyThreadMessage(state, root, userId)
  addReplies(state, [lastReply])
  applyThreadView(state, mine, userId, Math.max(root.changeSeq, lastReply.changeSeq))
}

/** Applies the last page of the thread: all replies from its first one on are loaded. */
export function applyLastPage(state: ThreadState, { root, replies, mine }: Thread, userId: string): void {
  const from = replies[0]?.seq ?? 0
  state.replies = markRaw(state.replies.filter(({ seq }) => seq >= from))
  state.from = from
  applyThreadMessage(state, root, userId)
  addReplies(state, replies)
  applyThreadView(state, mine, userId, Math.max(root.changeSeq, replies.at(-1)?.changeSeq ?? 0))
}

/** Adds replies. Of two versions the later change wins. */
export function addReplies(state: ThreadState, incoming: readonly Message[]): void {
  if (incoming.length > 0) state.replies = markRaw(mergeMessages(state.replies, incoming.map(message => markRaw(message))))
}

/** The thread was closed. */
export function trimReplies(state: ThreadState): void {
  state.from = undefined
  state.replies = markRaw(state.replies.slice(-KEPT_REPLIES))
}
