import { freshPoll } from '#shared/polls.ts'
import type { NewPoll } from '#shared/types.ts'
import { mayPostSql } from '#server/domain/access/may-post.ts'
import { pool } from '#server/infra/postgres/database.ts'
import type { Attempt, NewMessage } from './new-message.ts'

/**
 * As `insert-plain-statement.ts`, for one message that answers, quotes or forwards another, that asks
 * with a poll, or that was left to be sent later: then there is no session to check. What it refers to
 * must be in the same conversation, or for a forward in one of its author's. A forward says what its
 * source says at that moment, whatever words came with it: nobody is quoted with what they never wrote.
 * The root of a thread
 * changes with every reply: it takes the number after the reply's. Whoever writes in a thread follows it
 * from then on, however often they read it before or stopped following; the author of its root follows
 * from the first reply on, and a later one changes nothing about their choice.
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
    SELECT COALESCE(root_id, id) AS root_id FROM messages WHERE id = $6 AND conversation_id = $2
  ), quoted AS (
    SELECT id FROM messages WHERE id = $8 AND conversation_id = $2
  ), source AS (
    SELECT m.body FROM messages m JOIN participants p ON p.conversation_id = m.conversation_id
    WHERE m.id = $9 AND m.deleted_at IS NULL AND p.user_id = $3 AND p.left_at IS NULL
  ), judged AS (
    SELECT EXISTS (SELECT FROM session) AS session_valid, EXISTS (SELECT FROM sender) AS participates,
      COALESCE((SELECT may_post FROM sender), FALSE) AS may_post,
      EXISTS (SELECT FROM messages WHERE id = $1) AS known,
      ($6::uuid IS NULL OR EXISTS (SELECT FROM parent)) AND ($8::uuid IS NULL OR EXISTS (SELECT FROM quoted))
        AND ($9::uuid IS NULL OR EXISTS (SELECT FROM source)) AS refers_well,
      (SELECT root_id FROM parent) AS root_id
  ), locked AS MATERIALIZED (
    SELECT c.id, c.settings FROM conversations c
    WHERE c.id = $2 AND c.status = 'active' AND (SELECT may_post AND refers_well AND NOT known FROM judged)
    FOR NO KEY UPDATE
  ), confirmed AS MATERIALIZED (
    SELECT ${mayPostSql('p.role', 'l.settings')} AS may_post
    FROM locked l CROSS JOIN LATERAL (
      SELECT role FROM participants WHERE conversation_id = l.id AND user_id = $3 AND left_at IS NULL LIMIT 1 FOR SHARE) p
  ), place AS (
    UPDATE conversations c
    SET last_seq = last_seq + 1, change_seq = change_seq + CASE WHEN j.root_id IS NULL THEN 1 ELSE 2 END,
        last_message_at = clock_timestamp(), changed_at = clock_timestamp()
    FROM judged j, confirmed
    WHERE c.id = $2 AND confirmed.may_post
    RETURNING last_seq, change_seq, last_message_at, root_id
  ), created AS (
    INSERT INTO messages (id, conversation_id, author_id, seq, change_seq, body, parent_id, root_id, also_in_conversation, quoted_id, forwarded_from_id, has_poll, created_at)
    SELECT $1, $2, $3, last_seq, change_seq - CASE WHEN root_id IS NULL THEN 0 ELSE 1 END, COALESCE((SELECT source.body FROM source), $4), $6, root_id, $7, $8, $9, $10::jsonb IS NOT NULL, last_message_at
    FROM place
    RETURNING seq, change_seq, root_id, body, created_at
  ), answered AS (
    UPDATE messages root
    SET reply_count = root.reply_count + 1, last_reply_seq = place.last_seq, last_reply_at = place.last_message_at, change_seq = place.change_seq
    FROM place WHERE root.id = place.root_id
    RETURNING root.id, root.author_id, root.reply_count
  ), followed AS (
    INSERT INTO thread_followers AS f (root_id, user_id, last_read_seq)
    SELECT id, user_id, MAX(seq) FROM (
      SELECT answered.id, $3::uuid AS user_id, place.last_seq AS seq FROM answered CROSS JOIN place
      UNION ALL SELECT id, author_id, 0 FROM answered
    ) writers GROUP BY id, user_id
    ON CONFLICT (root_id, user_id) DO UPDATE
    SET following = f.following OR f.user_id = $3, last_read_seq = GREATEST(f.last_read_seq, excluded.last_read_seq)
  ), asked AS (
    INSERT INTO polls (message_id, multiple, anonymous, closes_at)
    SELECT $1, ($10 ->> 'multiple')::boolean, ($10 ->> 'anonymous')::boolean, ($10 ->> 'closesAt')::timestamptz
    FROM created WHERE $10 IS NOT NULL
  ), offered AS (
    INSERT INTO poll_options (message_id, position, text)
    SELECT $1, option.place - 1, option.text
    FROM created CROSS JOIN jsonb_array_elements_text($10 -> 'options') WITH ORDINALITY AS option (text, place)
  )
  SELECT session_valid AS "sessionValid",
    CASE WHEN EXISTS (SELECT FROM locked) THEN EXISTS (SELECT FROM confirmed) ELSE participates END AS participates,
    CASE WHEN EXISTS (SELECT FROM locked) THEN COALESCE((SELECT may_post FROM confirmed), FALSE) ELSE judged.may_post END AS "mayPost", refers_well AS "refersWell", known,
    created.seq, created.change_seq AS "changeSeq", created.root_id AS "rootId", answered.reply_count AS "replyCount",
    created.body, created.created_at AS "createdAt"
  FROM judged LEFT JOIN created ON TRUE LEFT JOIN answered ON TRUE`

interface AttemptRow extends Omit<Attempt, 'place'> {
  seq: number | null
  changeSeq: number
  rootId: string | null
  replyCount: number | null
  body: string
  createdAt: Date
}

/** Inserts a message that answers, quotes or forwards another, asks with a poll, or comes without a session. */
export async function insertReferring(message: NewMessage): Promise<Attempt> {
  const { id, conversationId, authorId, sessionId, body, parentId, alsoInConversation, quotedId, forwardedFromId, poll } = message
  const values = [
    id, conversationId, authorId, body, sessionId,
    parentId ?? null, alsoInConversation ?? false, quotedId ?? null, forwardedFromId ?? null,
    poll ? pollParameter(poll) : null,
  ]
  const { rows: [row] } = await pool().query<AttemptRow>({ name: 'insert-referring', text: statement, values })
  if (!row) throw new Error('insert-referring returned no row')
  const { seq, changeSeq, rootId, replyCount, body: stored, createdAt, ...judgement } = row
  return { ...judgement, place: seq === null ? undefined : { seq, changeSeq, rootId, replyCount, body: stored, createdAt } }
}

/** Its time in milliseconds, as it comes back: a repeated send is compared with it. */
function pollParameter(poll: NewPoll): string {
  return JSON.stringify({ ...poll, closesAt: freshPoll(poll).closesAt })
}
