import { freshPoll } from '#shared/polls.ts'
import type { Message, NewPoll } from '#shared/types.ts'

/** A message that is to be inserted. */
export interface NewMessage {
  id: string
  conversationId: string
  authorId: string
  /** None: the server sends what its author left with it. */
  sessionId: string | null
  body: string
  parentId?: string | undefined
  alsoInConversation?: boolean | undefined
  quotedId?: string | undefined
  forwardedFromId?: string | undefined
  poll?: NewPoll | undefined
}

interface Place {
  seq: number
  changeSeq: number
  rootId: string | null
  /** How many replies its thread has with it; null outside of threads. */
  replyCount: number | null
  /** Its text, where it is not the one that came: a forward says what its source says. */
  body?: string
  createdAt: Date
}

/** What a statement says of one message that was to be inserted. */
export interface Attempt {
  sessionValid: boolean
  participates: boolean
  /** Whether the settings of the conversation let them write in it. */
  mayPost: boolean
  /** Whether everything that it refers to is there for its author. */
  refersWell: boolean
  /** Whether its id is taken already. */
  known: boolean
  /** Its place, when it was inserted. */
  place: Place | undefined
}

/** A message as it is right after it was inserted: nothing has happened to it yet. */
export function toMessage(sent: NewMessage, { seq, changeSeq, rootId, body, createdAt }: Place): Message {
  return {
    id: sent.id,
    conversationId: sent.conversationId,
    authorId: sent.authorId,
    seq,
    changeSeq,
    version: 1,
    body: body ?? sent.body,
    createdAt: createdAt.toISOString(),
    editedAt: null,
    deletedAt: null,
    parentId: sent.parentId ?? null,
    rootId,
    alsoInConversation: sent.alsoInConversation ?? false,
    thread: null,
    quotedId: sent.quotedId ?? null,
    forwardedFromId: sent.forwardedFromId ?? null,
    reactions: [],
    poll: sent.poll ? freshPoll(sent.poll) : null,
    preview: null,
    pinned: null,
  }
}
