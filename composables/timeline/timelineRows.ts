import type { OutboxEntry, OutboxReferences } from '#client/outbox/outbox-entry.ts'
import type { ErrorCode } from '#shared/errors.ts'
import type { ReferenceId } from '#shared/message-references.ts'
import { referenceIds, storedIdsOf } from '#shared/message-references.ts'
import type { Message, NewPoll } from '#shared/types.ts'
import { isUnread, isUnreadReply, isListedInConversation } from '#shared/unread.ts'

/** Milliseconds within which messages of one author form a run. */
export const RUN_GAP_MS = 5 * 60_000

export type Delivery = 'waiting' | 'sending' | 'failed' | 'sent'

/** A message that the server has not confirmed. It has no `seq` and is listed after all messages that have one. */
export type PendingMessage = Omit<OutboxEntry, 'conversationId'>

/** The messages that a row refers to, and the thread of a root. */
export type RowReferences = Pick<Message, ReferenceId | 'rootId' | 'thread'>

/** One row of the timeline: a message, and how it is shown beside its neighbours. */
export interface TimelineRow {
  /** Id of the message. It does not change when the server confirms the message, so the row stays. */
  id: string
  authorId: string
  body: string
  createdAt: string
  /** Undefined while the message is pending. */
  seq: number | undefined
  editedAt: string | null
  reactions: Message['reactions']
  /** The outbox entry while the message is pending. */
  poll: Message['poll'] | NewPoll
  preview: Message['preview']
  deleted: boolean
  pinned: boolean
  delivery: Delivery
  /** End of the undo window, in ms since the epoch. */
  heldUntil: number | undefined
  error: ErrorCode | undefined
  /** The messages that it refers to, and its thread. */
  references: RowReferences
  startsDay: boolean
  startsUnread: boolean
  startsRun: boolean
  endsRun: boolean
}

export interface TimelineSource {
  me: string
  messages: readonly Message[]
  pending: readonly PendingMessage[]
  /** The read marker at the moment of opening; undefined when nothing was unread. */
  unreadAfter: number | undefined
  /** Names the calendar day of an ISO 8601 time in the reader's zone. */
  dayOf: (time: string) => string
  /** True for the replies of one thread. A conversation lists only replies that were also sent to it. */
  inThread?: boolean
  /** Whether the conversation shows link previews. Existing previews are hidden while it does not. */
  previews?: boolean | undefined
}

/** Builds the rows of messages and pending messages, with dividers and runs. Pure. */
export function buildTimelineRows({ me, messages, pending, unreadAfter, dayOf, inThread = false, previews = true }: TimelineSource): TimelineRow[] {
  const standing = inThread ? messages : messages.filter(isListedInConversation)
  const counts = inThread ? isUnreadReply : isUnread
  const rows = [...standing.map(message => rowOfMessage(message, previews)), ...pending.map(entry => rowOfPending(entry, me))]
  const firstUnread = unreadAfter === undefined
    ? undefined
    : messages.find(message => counts(message, { userId: me, lastReadSeq: unreadAfter }))?.id

  let before: { row: TimelineRow, day: string } | undefined
  for (const row of rows) {
    const day = dayOf(row.createdAt)
    row.startsDay = day !== before?.day
    row.startsUnread = row.id === firstUnread
    row.startsRun = row.startsDay || row.startsUnread || !before || !standTogether(before.row, row)
    if (before) before.row.endsRun = row.startsRun
    before = { row, day }
  }
  return rows
}

/** A message as a separate row, such as the root above its thread. */
export function rowOfMessage({ id, authorId, body, createdAt, seq, deletedAt, editedAt, reactions, poll, preview, pinned, ...references }: Message, previews = true): TimelineRow {
  const shown = { reactions, poll, preview: previews ? preview : null, deleted: deletedAt !== null, pinned: pinned !== null }
  return { ...loneRow, id, authorId, body, createdAt, seq, editedAt, ...shown, references: rowReferences(references) }
}

function rowOfPending({ id, body, createdAt, state, heldUntil, error, poll, ...references }: PendingMessage, me: string): TimelineRow {
  return { ...loneRow, id, authorId: me, body, createdAt, delivery: state, heldUntil, error, poll: poll ?? null, references: rowReferences(references) }
}

function rowReferences(sent: OutboxReferences | RowReferences): RowReferences {
  return { ...storedIdsOf(sent), rootId: sent.rootId ?? null, thread: 'thread' in sent ? sent.thread : null }
}

/** Whether a row shows what it refers to. In a thread, the reference to the root is not shown. */
export function refersTo(references: RowReferences): boolean {
  return referenceIds.some(name => references[name] !== null && (name !== 'parentId' || references.parentId !== references.rootId))
}

const loneRow = {
  seq: undefined,
  editedAt: null,
  reactions: [],
  poll: null,
  preview: null,
  deleted: false,
  pinned: false,
  delivery: 'sent',
  heldUntil: undefined,
  error: undefined,
  startsDay: true,
  startsUnread: false,
  startsRun: true,
  endsRun: true,
} satisfies Partial<TimelineRow>

function standTogether(earlier: TimelineRow, later: TimelineRow): boolean {
  return earlier.authorId === later.authorId
    && Date.parse(later.createdAt) - Date.parse(earlier.createdAt) < RUN_GAP_MS
}
