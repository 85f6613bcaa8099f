import { MESSAGE_CONNECTIONS, messagePool } from '#server/infra/postgres/database.ts'
import { createGroupCommit } from '#server/infra/postgres/group-commit.ts'
import { insertPlainStatement } from './insert-plain-statement.ts'
import type { InsertResult, NewMessage } from './new-message.ts'

/** Messages in one statement. Beyond about 50, one more costs as much as a statement of its own. */
const GROUP_MAX = 64

/** Inserts a message without references. Messages that arrive at the same time share one statement. */
export const insertPlain = createGroupCommit<NewMessage, InsertResult>({
  runAll: insertAll,
  keyOf: message => message.id,
  concurrency: MESSAGE_CONNECTIONS,
  size: GROUP_MAX,
})

/** The result for one message. The rows are in the order of the messages. */
interface InsertResultRow {
  sessionValid: boolean
  /** Null if the author is not a participant. */
  mayPost: boolean | null
  known: boolean
  seq: number | null
  changeSeq: number
  createdAt: Date
}

async function insertAll(messages: readonly NewMessage[]): Promise<InsertResult[]> {
  const values = (['id', 'conversationId', 'authorId', 'sessionId', 'body'] as const).map(column => messages.map(message => message[column]))
  const { rows } = await messagePool().query<InsertResultRow>({ name: 'insert-plain', text: insertPlainStatement, values })
  if (rows.length !== messages.length) throw new Error('insert-plain returned too few rows')
  return rows.map(({ sessionValid, mayPost, known, seq, changeSeq, createdAt }) => ({
    sessionValid, participates: mayPost !== null, mayPost: mayPost ?? false, referencesValid: true, known,
    inserted: seq === null ? undefined : { seq, changeSeq, rootId: null, replyCount: null, createdAt },
  }))
}
