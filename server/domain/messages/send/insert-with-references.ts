import type { ReferenceId } from '#shared/message-references.ts'
import { recordOf, referenceIds, storedIdsOf } from '#shared/message-references.ts'
import { newPollState } from '#shared/polls.ts'
import type { NewPoll } from '#shared/types.ts'
import { mayPostSql } from '#server/domain/access/may-post.ts'
import { storedReferences } from '#server/domain/read-model/message-references.ts'
import { pool } from '#server/infra/postgres/database.ts'
import type { InsertResult, NewMessage } from './new-message.ts'

/** The parameter of each reference id. $1 to $7 are the other values. */
const parameters = recordOf(name => `$${8 + referenceIds.indexOf(name)}::uuid`)

const columns = referenceIds.map(name => storedReferences[name].column).join(', ')

/** A message of an own conversation may be copied only while it is not deleted. */
const scopes = {
  same_conversation: 'r.conversation_id = $2',
  own_conversations: `r.deleted_at IS NULL AND EXISTS (
        SELECT FROM participants p WHERE p.conversation_id = r.conversation_id AND p.user_id = $3 AND p.left_at IS NULL)`,
}

/** Condition: the message has no such reference, or its author may refer to that message. */
function isVisible(name: ReferenceId): string {
  const condition = scopes[storedReferences[name].scope]
  return `(${parameters[name]} IS NULL OR EXISTS (SELECT FROM messages r WHERE r.id = ${parameters[name]} AND ${condition}))`
}

/**
 * Like `insert-plain-statement.ts`, for one message with references or a poll, or a scheduled message,
 * which has no session to check.
 *
 * A forward stores the current text of its source and ignores the sent one, so that no author is shown
 * with words that they did not write. The root of a thread changes with every reply and gets the
 * `changeSeq` after that of the reply. Writing in a thread makes the author follow it, even if they
 * stopped following it before. The author of the root follows from the first reply on; later replies
 * do not change their choice.
 */
const statement = `
  WITH session AS (
    SELECT u.id AS user_id FROM users u
    WHERE u.id = $3 AND u.deactivated_at IS NULL AND ($5::uuid IS NULL OR EXISTS (
      SELECT FROM sessions s WHERE s.id = $5 AND s.user_id = u.id AND s.revoked_at IS NULL AND s.expires_at > now()))
  ), sender AS (
    SELECT p.user_id, ${mayPostSql('p.role', 'c.settings')} AS may_post
    FROM participants p JOIN session USING (user_id) JOIN conversations c ON c.id = p.conversation_id
    WHERE p.conversation_id = $2 AND p.left_at IS NULL
  ), parent AS (
    SELECT COALESCE(root_id, id) AS root_id FROM messages WHERE id = ${parameters.parentId} AND conversation_id = $2
  ), source AS (
    SELECT body FROM messages WHERE id = ${parameters.forwardedFromId}
  ), checked AS (
    SELECT EXISTS (SELECT FROM session) AS session_valid, EXISTS (SELECT FROM sender) AS participates,
      COALESCE((SELECT may_post FROM sender), FALSE) AS may_post,
      EXISTS (SELECT FROM messages WHERE id = $1) AS known,
      ${referenceIds.map(isVisible).join(' AND ')} AS references_valid,
      (SELECT root_id FROM parent) AS root_id
  ), locked AS MATERIALIZED (
    SELECT c.id, c.settings FROM conversations c
    WHERE c.id = $2 AND c.status = 'active' AND (SELECT may_post AND references_valid AND NOT known FROM checked)
    FOR NO KEY UPDATE
  ), confirmed AS MATERIALIZED (
    SELECT ${mayPostSql('p.role', 'l.settings')} AS may_post
    FROM locked l CROSS JOIN LATERAL (
      SELECT role FROM participants WHERE conversation_id = l.id AND user_id = $3 AND left_at IS NULL LIMIT 1 FOR SHARE) p
  ), counted AS (
    UPDATE conversations c
    SET last_seq = last_seq + 1, change_seq = change_seq + CASE WHEN j.root_id IS NULL THEN 1 ELSE 2 END,
        last_message_at = clock_timestamp(), changed_at = clock_timestamp()
    FROM checked j, confirmed
    WHERE c.id = $2 AND confirmed.may_post
    RETURNING last_seq, change_seq, last_message_at, root_id
  ), created AS (
    INSERT INTO messages (id, conversation_id, author_id, seq, change_seq, body, root_id, also_in_conversation, has_poll, created_at, ${columns})
    SELECT $1, $2, $3, last_seq, change_seq - CASE WHEN root_id IS NULL THEN 0 ELSE 1 END, COALESCE((SELECT source.body FROM source), $4), root_id, $6, $7::jsonb IS NOT NULL, last_message_at,
      ${referenceIds.map(name => parameters[name]).join(', ')}
    FROM counted
    RETURNING seq, change_seq, root_id, body, created_at
  ), replied AS (
    UPDATE messages root
    SET reply_count = root.reply_count + 1, last_reply_seq = counted.last_seq, last_reply_at = counted.last_message_at, change_seq = counted.change_seq
    FROM counted WHERE root.id = counted.root_id
    RETURNING root.id, root.author_id, root.reply_count
  ), followed AS (
    INSERT INTO thread_followers AS f (root_id, user_id, last_read_seq)
    SELECT id, user_id, MAX(seq) FROM (
      SELECT replied.id, $3::uuid AS user_id, counted.last_seq AS seq FROM replied CROSS JOIN counted
      UNION ALL SELECT id, author_id, 0 FROM replied
    ) writers GROUP BY id, user_id
    ON CONFLICT (root_id, user_id) DO UPDATE
    SET following = f.following OR f.user_id = $3, last_read_seq = GREATEST(f.last_read_seq, excluded.last_read_seq)
  ), asked AS (
    INSERT INTO polls (message_id, multiple, anonymous, closes_at)
    SELECT $1, ($7 ->> 'multiple')::boolean, ($7 ->> 'anonymous')::boolean, ($7 ->> 'closesAt')::timestamptz
    FROM created WHERE $7 IS NOT NULL
  ), offered AS (
    INSERT INTO poll_options (message_id, position, text)
    SELECT $1, option.number - 1, option.text
    FROM created CROSS JOIN jsonb_array_elements_text($7 -> 'options') WITH ORDINALITY AS option (text, number)
  )
  SELECT session_valid AS "sessionValid",
    CASE WHEN EXISTS (SELECT FROM locked) THEN EXISTS (SELECT FROM confirmed) ELSE participates END AS participates,
    CASE WHEN EXISTS (SELECT FROM locked) THEN COALESCE((SELECT may_post FROM confirmed), FALSE) ELSE checked.may_post END AS "mayPost", references_valid AS "referencesValid", known,
    created.seq, created.change_seq AS "changeSeq", created.root_id AS "rootId", replied.reply_count AS "replyCount",
    created.body, created.created_at AS "createdAt"
  FROM checked LEFT JOIN created ON TRUE LEFT JOIN replied ON TRUE`

interface InsertResultRow extends Omit<InsertResult, 'inserted'> {
  seq: number | null
  changeSeq: number
  rootId: string | null
  replyCount: number | null
  body: string
  createdAt: Date
}

/** Inserts a message that has references or a poll, or comes without a session. */
export async function insertWithReferences(message: NewMessage): Promise<InsertResult> {
  const { id, conversationId, authorId, sessionId, body, alsoInConversation, poll } = message
  const references = storedIdsOf(message)
  const values = [
    id, conversationId, authorId, body, sessionId, alsoInConversation ?? false, poll ? pollParameter(poll) : null,
    ...referenceIds.map(name => references[name]),
  ]
  const { rows: [row] } = await pool().query<InsertResultRow>({ name: 'insert-with-references', text: statement, values })
  if (!row) throw new Error('insert-with-references returned no row')
  const { seq, changeSeq, rootId, replyCount, body: stored, createdAt, ...checks } = row
  return { ...checks, inserted: seq === null ? undefined : { seq, changeSeq, rootId, replyCount, body: stored, createdAt } }
}

/** Its closing time has milliseconds, as in the stored poll, so that a repeated send compares as equal. */
function pollParameter(poll: NewPoll): string {
  return JSON.stringify({ ...poll, closesAt: newPollState(poll).closesAt })
}
