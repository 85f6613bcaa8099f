import { markRaw } from 'vue'
import { mergeMessages } from '#shared/sync.ts'
import type { FollowedThread, Message, Thread, ThreadView } from '#shared/types.ts'
import { countUnreadReplies, moveReplyBase, refoldReply } from '#shared/unread.ts'

/** Replies of a thread that is not on the screen: enough to count what is new, few enough to stay light. */
const KEPT_REPLIES = 200

/** What this device knows of one thread. */
export interface ThreadState {
  /** The message that it stands under, as of its latest change. */
  root: Message
  /** As the server last said, and as far as this device has read since. */
  mine: ThreadView
  /** Whether the person wants to follow it, until the server has answered. */
  wanted?: boolean | undefined
  /** The store's count when the server last revision of following it or no longer following it. */
  revisionAt?: number
  /** The number of the latest change that the server's count in `mine` knew for certain. */
  countedAt: number
  /** The seq from which on every reply is held; undefined when that is not known. */
  from?: number | undefined
  /** Sorted by seq. Replaced, never changed in place. Those before `from` have gaps: they changed, and wait for their page. */
  replies: readonly Message[]
}

/** A thread of which only its root is known. */
export function beginThread(root: Message, mine: ThreadView = { following: false, lastReadSeq: 0, unread: { seq: root.thread?.lastReplySeq ?? 0, count: 0 } }): ThreadState {
  return { root: markRaw(root), mine, countedAt: root.changeSeq, replies: markRaw([]) }
}

/** Shown as followed: what is wanted shows at once. */
export function isFollowed({ wanted, mine }: ThreadState): boolean {
  return wanted ?? mine.following
}

/** Unread replies of this reader. */
export function unreadInThread({ mine: { lastReadSeq, unread }, replies }: ThreadState, userId: string): number {
  return countUnreadReplies({ userId, lastReadSeq, base: unread, messages: replies })
}

/** The replies that can be shown: none is missing between them, once a page is there. */
export function wholeReplies(state?: ThreadState): readonly Message[] {
  return state?.replies.filter(({ seq }) => seq >= (state.from ?? 0)) ?? []
}

/** True when every reply is held. */
export function isComplete(state: ThreadState): boolean {
  return state.from !== undefined && wholeReplies(state).length >= (state.root.thread?.replyCount ?? 0)
}

/** Takes the root, or a reply, as the log or an answer tells of it. What is older than what is held changes nothing. */
export function applyThreadMessage(state: ThreadState, message: Message, userId: string): void {
  if (message.id === state.root.id) {
    if (message.changeSeq > state.root.changeSeq) state.root = markRaw(message)
    return
  }
  const before = state.replies.find(({ id }) => id === message.id)
  if (before && before.changeSeq >= message.changeSeq) return
  countReply(state, before, message, userId)
  holdReplies(state, [message])
  if (message.authorId === userId && !before) moveThreadMarker(state, userId, message.seq)
}

/** A reply that the server counted, and that changed since. Who does not hold it knows it by its deletion only. */
function countReply(state: ThreadState, before: Message | undefined, message: Message, userId: string): void {
  const { mine } = state
  if (!before && (message.deletedAt === null || message.changeSeq <= state.countedAt)) return
  mine.unread = refoldReply(mine.unread, before ?? { ...message, deletedAt: null }, message, { userId, lastReadSeq: mine.lastReadSeq })
}

/** Takes the server's view, unless this device has read further or knows of later replies by now. */
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
  const base = moveReplyBase({ userId, lastReadSeq, base: unread, messages: state.replies }, to)
  state.mine = { ...state.mine, lastReadSeq: to, unread: base }
}

/** Takes one line of the list of followed threads. */
export function applyFollowed(state: ThreadState, { root, lastReply, mine }: FollowedThread, userId: string): void {
  applyThreadMessage(state, root, userId)
  holdReplies(state, [lastReply])
  applyThreadView(state, mine, userId, Math.max(root.changeSeq, lastReply.changeSeq))
}

/** Takes a page from the end of the thread: what is held from its first reply on is whole then. */
export function applyLastPage(state: ThreadState, { root, replies, mine }: Thread, userId: string): void {
  const from = replies[0]?.seq ?? 0
  state.replies = markRaw(state.replies.filter(({ seq }) => seq >= from))
  state.from = from
  applyThreadMessage(state, root, userId)
  holdReplies(state, replies)
  applyThreadView(state, mine, userId, Math.max(root.changeSeq, replies.at(-1)?.changeSeq ?? 0))
}

/** Adds replies; of two versions the later change wins. */
export function holdReplies(state: ThreadState, incoming: readonly Message[]): void {
  if (incoming.length > 0) state.replies = markRaw(mergeMessages(state.replies, incoming.map(message => markRaw(message))))
}

/** The thread is no longer on the screen. */
export function trimReplies(state: ThreadState): void {
  state.from = undefined
  state.replies = markRaw(state.replies.slice(-KEPT_REPLIES))
}
