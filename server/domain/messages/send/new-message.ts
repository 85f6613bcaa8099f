import { newPollState } from '#shared/polls.ts'
import { storedIdsOf } from '#shared/message-references.ts'
import type { Message, NewReferences } from '#shared/types.ts'

/** A message that is to be inserted. */
export interface NewMessage extends NewReferences {
  id: string
  conversationId: string
  authorId: string
  /** Null for a scheduled message: the server sends it without a session. */
  sessionId: string | null
  body: string
}

/** What the database gives a message when it is inserted. */
interface Inserted {
  seq: number
  changeSeq: number
  rootId: string | null
  /** How many replies its thread has, this one included; null outside of threads. */
  replyCount: number | null
  /** The stored text, if it differs from the sent one: a forward has the text of its source. */
  body?: string
  createdAt: Date
}

/** The result of an insert statement for one message. */
export interface InsertResult {
  sessionValid: boolean
  participates: boolean
  /** Whether the settings of the conversation let the author write in it. */
  mayPost: boolean
  /** Whether the author can see every message that it refers to. */
  referencesValid: boolean
  /** Whether a message with this id exists already. */
  known: boolean
  /** Undefined if it was not inserted. */
  inserted: Inserted | undefined
}

/** A message right after its insertion, without reactions, votes or a thread. */
export function toMessage(sent: NewMessage, { seq, changeSeq, rootId, body, createdAt }: Inserted): Message {
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
    ...storedIdsOf(sent),
    rootId,
    alsoInConversation: sent.alsoInConversation ?? false,
    thread: null,
    reactions: [],
    poll: sent.poll ? newPollState(sent.poll) : null,
    preview: null,
    pinned: null,
  }
}
