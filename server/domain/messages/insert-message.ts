import type { Pool } from 'pg'
import type { Message } from '#shared/types.ts'
import { pool } from '#server/infra/database.ts'
import { createGroupCommit } from '#server/infra/group-commit.ts'
import { insertStatement } from './insert-statement.ts'

/** What becomes of one message that was to be inserted. */
export interface InsertAttempt {
  sessionValid: boolean
  participates: boolean
  /** Whether everything that it refers to is there for its author. */
  refersWell: boolean
  /** The message under this id, whoever wrote it; undefined when nothing could be inserted. */
  message: Message | undefined
  created: boolean
}

export interface NewMessage {
  id: string
  conversationId: string
  authorId: string
  sessionId: string
  body: string
  parentId?: string | undefined
  alsoInConversation?: boolean | undefined
  quotedId?: string | undefined
  forwardedFromId?: string | undefined
}

/**
 * Statements under way at one time: while the first waits for a conversation that is locked, the
 * others go on with the second.
 */
const LANES = 2
/** Messages in one statement: beyond some fifty, one more costs as much as a statement of its own. */
const GROUP_MAX = 64

const inserters = new WeakMap<Pool, (message: NewMessage) => Promise<InsertAttempt>>()

/**
 * Inserts a message or finds the one with the same id. Messages that arrive together go together,
 * in one statement. Of two parallel attempts with one id the later one fails on the primary key,
 * taking its numbers back with it, and finds the first when repeated.
 */
export async function insertMessage(message: NewMessage): Promise<InsertAttempt> {
  const insert = inserterOf(pool())
  try {
    return await insert(message)
  }
  catch (error) {
    if (!isDuplicateId(error)) throw error
    return await insert(message)
  }
}

function inserterOf(connections: Pool): (message: NewMessage) => Promise<InsertAttempt> {
  const known = inserters.get(connections)
  if (known) return known
  const inserter = createGroupCommit<NewMessage, InsertAttempt>({
    runAll: messages => insertAll(connections, messages),
    keyOf: message => message.id,
    lanes: LANES,
    size: GROUP_MAX,
  })
  inserters.set(connections, inserter)
  return inserter
}

/** A row of the statement's answer: one of each message, in their order. */
interface AttemptRow {
  session_valid: boolean
  participates: boolean
  refers_well: boolean
  created: boolean
  /** As text: the driver would parse JSON for a second time, in a slower way. */
  message: string | null
}

async function insertAll(connections: Pool, messages: readonly NewMessage[]): Promise<InsertAttempt[]> {
  const values = [
    messages.map(message => message.id),
    messages.map(message => message.conversationId),
    messages.map(message => message.authorId),
    messages.map(message => message.sessionId),
    messages.map(message => message.body),
    messages.map(message => message.parentId ?? null),
    messages.map(message => message.alsoInConversation ?? false),
    messages.map(message => message.quotedId ?? null),
    messages.map(message => message.forwardedFromId ?? null),
  ]
  const { rows } = await connections.query<AttemptRow>({ name: 'insert-messages', text: insertStatement, values })
  if (rows.length !== messages.length) throw new Error('insert-messages did not answer for every message')
  return rows.map(toAttempt)
}

function isDuplicateId(error: unknown): boolean {
  return (error as { constraint?: string }).constraint === 'messages_pkey'
}

function toAttempt(row: AttemptRow): InsertAttempt {
  return {
    sessionValid: row.session_valid,
    participates: row.participates,
    refersWell: row.refers_well,
    created: row.created,
    message: row.message === null ? undefined : JSON.parse(row.message) as Message,
  }
}
