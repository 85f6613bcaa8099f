import type { Conversation, Message, Participant } from './types.ts'

/** A change of a conversation. A changed message is included in full; only deletion and restoration are marked. */
export type Change
  = | { kind: 'message', message: Message, deletion?: DeletionChange | undefined }
    | { kind: 'conversation', status: Conversation['status'], title: string | null }
    | { kind: 'settings', title: string | null, settings: Conversation['settings'] }
    | { kind: 'participant_added', participant: Participant }
    | { kind: 'participant_updated', participant: Participant }
    | { kind: 'participant_removed', userId: string }

/** A message was deleted or restored, which changes unread counts. */
export type DeletionChange = 'deleted' | 'restored'

/** One entry of a conversation's log: a change and its `changeSeq`. */
export interface Fact {
  conversationId: string
  changeSeq: number
  change: Change
}

/** The position of a change relative to a cursor. */
export function positionInLog(changeSeq: number, cursor: number): 'known' | 'next' | 'ahead' {
  if (changeSeq <= cursor) return 'known'
  return changeSeq === cursor + 1 ? 'next' : 'ahead'
}

/**
 * Merges messages in order of `seq`. Of two versions of a message, the one with the higher
 * `changeSeq` wins, because a page of history may be newer than a later event.
 */
export function mergeMessages(held: readonly Message[], incoming: readonly Message[]): Message[] {
  const last = held.at(-1)
  const [only] = incoming
  // The most frequent case: one new message at the end.
  if (incoming.length === 1 && only && (!last || only.seq > last.seq)) return [...held, only]

  const bySeq = new Map(held.map(message => [message.seq, message]))
  for (const message of incoming) {
    const known = bySeq.get(message.seq)
    if (!known || message.changeSeq > known.changeSeq) bySeq.set(message.seq, message)
  }
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq)
}

/**
 * Returns the messages without a gap around the first message from `seq` on, or those up to the last
 * message if there is none. A gap is a missing `seq`.
 */
export function contiguousRun(messages: readonly Message[], seq: number): readonly Message[] {
  const found = firstFrom(messages, seq)
  const anchor = found === messages.length ? found - 1 : found
  if (anchor < 0) return []
  let start = anchor
  let end = anchor
  while (start > 0 && seqAt(messages, start - 1) === seqAt(messages, start) - 1) start -= 1
  while (end < messages.length - 1 && seqAt(messages, end + 1) === seqAt(messages, end) + 1) end += 1
  return start === 0 && end === messages.length - 1 ? messages : messages.slice(start, end + 1)
}

/** Index of the first message whose `seq` is not below the given one; the length when there is none. */
function firstFrom(messages: readonly Message[], seq: number): number {
  let low = 0
  let high = messages.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (seqAt(messages, middle) < seq) low = middle + 1
    else high = middle
  }
  return low
}

function seqAt(messages: readonly Message[], index: number): number {
  return messages[index]?.seq ?? Number.NaN
}
