import { mayPostSql } from '#server/domain/access/may-post.ts'

/**
 * The hot path: one round trip for a group of plain messages. For each message it checks the session
 * and the author's permission to post (null if they are not a participant), and finds an earlier
 * attempt with the same id. It locks each conversation once, in the order of ids, so that two nodes
 * cannot deadlock, and then advances its counters. `clock_timestamp()` is read under the lock, so
 * that `created_at` follows `seq`.
 *
 * While the statement waits for the lock, a participant may be removed or restricted. Each such change
 * advances `change_seq`. If it differs from the value seen before, the participant is checked again.
 * `FOR SHARE` makes PostgreSQL read the current row; `FOR KEY SHARE` would accept the old one.
 *
 * Every look-up is a subquery with a LIMIT on purpose: PostgreSQL then goes by the index, whatever
 * it believes the sizes of the tables to be, and one plan serves all groups (`messagePool`).
 */
export const insertPlainStatement = `
  WITH sent AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[])
      WITH ORDINALITY AS s (id, conversation_id, author_id, session_id, body, place)
  ), checked AS MATERIALIZED (
    SELECT s.*,
      (SELECT TRUE FROM sessions se WHERE se.id = s.session_id AND se.user_id = s.author_id AND se.revoked_at IS NULL
        AND se.expires_at > now() AND (SELECT u.deactivated_at IS NULL FROM users u WHERE u.id = s.author_id LIMIT 1) LIMIT 1) AS session_valid,
      (SELECT ${mayPostSql('p.role', '(SELECT c.settings FROM conversations c WHERE c.id = s.conversation_id LIMIT 1)')}
        FROM participants p WHERE p.conversation_id = s.conversation_id AND p.user_id = s.author_id
        AND p.left_at IS NULL LIMIT 1) AS may_post,
      (SELECT TRUE FROM messages m WHERE m.id = s.id LIMIT 1) AS known,
      (SELECT c.change_seq FROM conversations c WHERE c.id = s.conversation_id LIMIT 1) AS seen_seq
    FROM sent s
  ), wanted AS (
    SELECT DISTINCT conversation_id AS id FROM checked WHERE session_valid AND may_post AND known IS NULL ORDER BY conversation_id
  ), locked AS MATERIALIZED (
    SELECT c.* FROM wanted w
    CROSS JOIN LATERAL (SELECT id, change_seq, settings FROM conversations WHERE id = w.id AND status = 'active' LIMIT 1 FOR UPDATE) c
  ), confirmed AS MATERIALIZED (
    SELECT j.id, j.conversation_id, j.author_id, j.body, j.place,
      CASE WHEN l.change_seq = j.seen_seq THEN TRUE ELSE (
        SELECT ${mayPostSql('p.role', 'l.settings')}
        FROM participants p WHERE p.conversation_id = l.id AND p.user_id = j.author_id
        AND p.left_at IS NULL LIMIT 1 FOR SHARE) END AS may_post
    FROM locked l JOIN checked j ON j.conversation_id = l.id
    WHERE j.session_valid AND j.may_post AND j.known IS NULL
  ), allowed AS (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY conversation_id ORDER BY place)::int AS number FROM confirmed WHERE may_post
  ), numbered AS MATERIALIZED (
    SELECT conversation_id AS id, MAX(number) AS messages FROM allowed GROUP BY conversation_id
  ), counted AS (
    UPDATE conversations c
    SET last_seq = c.last_seq + n.messages, change_seq = c.change_seq + n.messages,
        last_message_at = clock_timestamp(), changed_at = clock_timestamp()
    FROM numbered n WHERE c.id = n.id
    RETURNING c.id, c.last_seq - n.messages AS seq, c.change_seq - n.messages AS change_seq, c.last_message_at
  ), created AS (
    INSERT INTO messages (id, conversation_id, author_id, seq, change_seq, body, created_at)
    SELECT a.id, a.conversation_id, a.author_id, counted.seq + a.number, counted.change_seq + a.number, a.body, counted.last_message_at
    FROM allowed a JOIN counted ON counted.id = a.conversation_id
    RETURNING id, seq, change_seq, created_at
  )
  SELECT COALESCE(j.session_valid, FALSE) AS "sessionValid", COALESCE(j.known, FALSE) AS known,
    CASE WHEN n.id IS NOT NULL OR NOT EXISTS (SELECT FROM confirmed f WHERE f.id = j.id) THEN j.may_post
      ELSE (SELECT f.may_post FROM confirmed f WHERE f.id = j.id) END AS "mayPost",
    n.seq, n.change_seq AS "changeSeq", n.created_at AS "createdAt"
  FROM checked j LEFT JOIN created n ON n.id = j.id
  ORDER BY j.place`
