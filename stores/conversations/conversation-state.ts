import { markRaw } from 'vue'
import type { Fact } from '#shared/sync.ts'
import { mergeMessages } from '#shared/sync.ts'
import type { Conversation, Message, Participant, ReadMarker, UnreadBase } from '#shared/types.ts'
import { countUnread, unreadBaseAfterChange, isUnread, unreadBaseAfterRead, isListedInConversation } from '#shared/unread.ts'

/** Messages of a closed conversation that stay loaded. */
export const KEPT_MESSAGES = 50

/** Unread messages stored one by one. The heartbeat corrects counts beyond them. */
const UNREAD_KEPT = 200

/** The state of one conversation on this device. */
export interface ConversationState {
  /** At `head.changeSeq` or newer, never older than the cursor. */
  head: Conversation
  /** The `changeSeq` up to which all changes are applied. */
  cursor: number
  /** Seqs of unread messages from events after the head: the latest `UNREAD_KEPT`. */
  unreadSince: number[]
  /** True while messages are stored; otherwise only the head is. */
  loaded: boolean
  /** Replaced whenever messages are unloaded: responses to earlier requests are ignored. */
  loadToken: object
  /** Seq of the reader's position; undefined is the end. */
  anchor: number | undefined
  /** Sorted by seq. A gap is where seq jumps. Replaced, never changed in place. */
  messages: readonly Message[]
}

export function beginConversation(head: Conversation): ConversationState {
  return { head, cursor: head.changeSeq, unreadSince: [], loaded: false, loadToken: markRaw({}), anchor: undefined, messages: markRaw([]) }
}

/** Unread messages of this reader. */
export function unreadIn({ head, messages }: ConversationState, userId: string): number {
  const { lastReadSeq, unread } = head.mine
  return countUnread({ userId, lastReadSeq, base: unread, messages: messagesAfter(messages, unread.seq) })
}

/** Applies a newer head, and keeps later messages and read markers of this device. */
export function applyHead(state: ConversationState, head: Conversation, userId: string): void {
  const before = state.head
  if (head.changeSeq < before.changeSeq) return
  const markers = new Map(before.participants.map(({ user, lastReadSeq }) => [user.id, lastReadSeq]))
  state.head = {
    ...head,
    lastSeq: Math.max(before.lastSeq, head.lastSeq),
    lastMessage: laterMessage(before.lastMessage, head.lastMessage),
    participants: head.participants.map(participant => ({
      ...participant,
      lastReadSeq: Math.max(participant.lastReadSeq, markers.get(participant.user.id) ?? 0),
    })),
  }
  if (isLaterMarker(before.mine, head.mine) && head.mine.unread.seq === before.mine.unread.seq) {
    // The head was read before this device moved the marker, so the local count is newer.
    state.head.mine = { ...head.mine, ...markerOf(before) }
  }
  else state.unreadSince = []
  if (before.mine.readEra === head.mine.readEra) moveMarker(state, userId, before.mine.lastReadSeq)
  else if (before.mine.readEra > head.mine.readEra) {
    // Marked unread since: at least as many are unread as before. The heartbeat corrects the count.
    const { seq, count } = head.mine.unread
    state.head.mine = { ...head.mine, ...markerOf(before), unread: { seq, count: Math.max(count, before.mine.unread.count) } }
  }
}

type OwnMarker = Pick<Conversation['mine'], 'readEra' | 'lastReadSeq'>

/** Own markers are ordered by era, then by seq: after "mark as unread" a lower seq is later. */
export function isLaterMarker(one: OwnMarker, other: OwnMarker): boolean {
  return one.readEra === other.readEra ? one.lastReadSeq > other.lastReadSeq : one.readEra > other.readEra
}

function markerOf({ mine: { readEra, lastReadSeq, unread } }: Conversation) {
  return { readEra, lastReadSeq, unread }
}

/** Applies a message of a response, outside the order of changes. */
export function applyMessage(state: ConversationState, message: Message): void {
  if (state.loaded) addMessages(state, [message])
  showLast(state, message)
}

/** Applies the next change. The caller has checked that it is the next. */
export function applyFact(state: ConversationState, { changeSeq, change }: Fact, userId: string): void {
  if (change.kind === 'message' && state.loaded) addMessages(state, [change.message])
  // A head that is ahead already includes this change.
  if (changeSeq > state.head.changeSeq) {
    changeHead(state, change, userId)
    state.head.changeSeq = changeSeq
  }
  state.cursor = Math.max(state.cursor, changeSeq)
}

function changeHead(state: ConversationState, change: Fact['change'], userId: string): void {
  const { head } = state
  switch (change.kind) {
    case 'message':
      countMessage(state, change, userId)
      showLast(state, change.message)
      break
    case 'conversation':
      head.status = change.status
      head.title = change.title
      break
    case 'settings':
      head.title = change.title
      head.settings = change.settings
      break
    case 'participant_updated':
      updateParticipant(state, change.participant, userId)
      break
    case 'participant_added':
      head.participants = [...head.participants.filter(({ user }) => user.id !== change.participant.user.id), change.participant]
      break
    case 'participant_removed':
      head.participants = head.participants.filter(({ user }) => user.id !== change.userId)
      break
  }
}

/** Updates everything but the read marker, which only moves forward. */
function updateParticipant({ head }: ConversationState, updated: Participant, userId: string): void {
  head.participants = head.participants.map(participant =>
    participant.user.id === updated.user.id ? { ...updated, lastReadSeq: Math.max(participant.lastReadSeq, updated.lastReadSeq) } : participant)
  if (updated.user.id === userId) head.mine = { ...head.mine, role: updated.role }
}

function countMessage(state: ConversationState, { message, deletion }: Extract<Fact['change'], { kind: 'message' }>, userId: string): void {
  const { mine } = state.head
  const reader = { userId, lastReadSeq: mine.lastReadSeq }
  mine.unread = unreadBaseAfterChange(mine.unread, message, reader, deletion)
  const others = state.unreadSince.filter(seq => seq !== message.seq)
  state.unreadSince = isUnread(message, reader) ? [...others, message.seq].slice(-UNREAD_KEPT) : others
}

/** An older read marker changes nothing. */
export function applyReadMarker(state: ConversationState, marker: ReadMarker, userId: string): void {
  const { head } = state
  for (const participant of head.participants) {
    if (participant.user.id === marker.userId) participant.lastReadSeq = Math.max(participant.lastReadSeq, marker.lastReadSeq)
  }
  const { readEra = head.mine.readEra, lastReadSeq } = marker
  if (marker.userId !== userId || isLaterMarker(head.mine, { readEra, lastReadSeq })) return
  const base = marker.unread && catchUpBase(marker.unread, state, readEra)
  if (!base) moveMarker(state, userId, lastReadSeq)
  else head.mine = { ...head.mine, readEra, lastReadSeq, unread: base }
}

/** The server's count plus the messages that arrived after it was counted. */
function catchUpBase(counted: UnreadBase, { head: { mine: { unread, readEra } }, unreadSince }: ConversationState, era: number): UnreadBase {
  if (counted.seq >= unread.seq) return counted
  const since = unreadSince.filter(seq => seq > counted.seq).length
  // In a new era more may be unread than before.
  if (era > readEra) return { seq: unread.seq, count: counted.count + since }
  return { seq: unread.seq, count: Math.min(unread.count, counted.count + since) }
}

/** Moves the own marker forward and updates the count. */
export function moveMarker(state: ConversationState, userId: string, to: number): void {
  const { lastReadSeq, unread } = state.head.mine
  if (to <= lastReadSeq) return
  const base = unreadBaseAfterRead({ userId, lastReadSeq, base: unread, messages: state.messages }, to)
  state.head.mine = { ...state.head.mine, lastReadSeq: to, unread: base }
  for (const participant of state.head.participants) {
    if (participant.user.id === userId) participant.lastReadSeq = Math.max(participant.lastReadSeq, to)
  }
}

/** Adds messages. Of two versions the later change wins. */
export function addMessages(state: ConversationState, incoming: readonly Message[]): void {
  if (incoming.length > 0) state.messages = markRaw(mergeMessages(state.messages, incoming.map(message => markRaw(message))))
}

/** Replaces all messages with a last page. Messages changed after the page stay. */
export function replaceMessages(state: ConversationState, page: readonly Message[], changeSeq: number): void {
  const later = state.messages.filter(message => message.changeSeq > changeSeq)
  state.messages = markRaw(mergeMessages(page, later))
  state.loadToken = markRaw({})
}

/** Unloads all messages but the last page. */
export function trimMessages(state: ConversationState): void {
  if (state.messages.length <= KEPT_MESSAGES && state.anchor === undefined) return
  state.messages = markRaw(state.messages.slice(-KEPT_MESSAGES))
  state.anchor = undefined
  state.loadToken = markRaw({})
}

/** Unloads all messages. From now on only the head is updated. */
export function unloadMessages(state: ConversationState): void {
  state.messages = markRaw([])
  state.anchor = undefined
  state.loaded = false
  state.loadToken = markRaw({})
}

function showLast({ head }: ConversationState, message: Message): void {
  head.lastSeq = Math.max(head.lastSeq, message.seq)
  if (isListedInConversation(message)) head.lastMessage = laterMessage(head.lastMessage, message)
}

function laterMessage(one: Message | null, other: Message | null): Message | null {
  if (!one || !other) return one ?? other
  if (one.seq !== other.seq) return one.seq > other.seq ? one : other
  return one.changeSeq > other.changeSeq ? one : other
}

function messagesAfter(messages: readonly Message[], seq: number): readonly Message[] {
  let start = messages.length
  while (start > 0 && (messages[start - 1]?.seq ?? 0) > seq) start -= 1
  return messages.slice(start)
}
