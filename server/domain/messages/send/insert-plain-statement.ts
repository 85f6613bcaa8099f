import { mayPostSql } from '#server/domain/access/may-post.ts'

/**
 * The hot path, one round trip for all plain messages that go together. For each it checks the session
 * and the participation with the right to write (null for whoever takes no part), and finds an
 * earlier attempt. Each conversation is locked once, in the order of ids, so that two nodes never
 * wait for each other; its counters move on by what it gets, and the lock gives the order.
 * `clock_timestamp()` is read under it, so time follows `seq`.
 *
 * While a statement waits for the lock somebody may be taken out, or the right to write from them,
 * and what it saw before says nothing of that. Each such change takes a `change_seq`: where that
 * moved on, the part is looked at once more. `FOR SHARE` makes PostgreSQL read the row as it is
 * now; `FOR KEY SHARE` would be content with the one of before.
 *
 * Every look-up is a subquery with a LIMIT on purpose: PostgreSQL then goes by the index, whatever
 * it believes the sizes of the tables to be, and one plan serves all groups (`messagePool`).
 */
export const insertPlainStatement = `
  WITH sent AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[])
      WITH ORDINALITY AS s (id, conversation_id, author_id, session_id, body, place)
  ), judged AS MATERIALIZED (
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
    SELECT DISTINCT conversation_id AS id FROM judged WHERE session_valid AND may_post AND known IS NULL ORDER BY conversation_id
  ), locked AS MATERIALIZED (
    SELECT c.* FROM wanted w
    CROSS JOIN LATERAL (SELECT id, change_seq, settings FROM conversations WHERE id = w.id AND status = 'active' LIMIT 1 FOR UPDATE) c
  ), confirmed AS MATERIALIZED (
    SELECT j.id, j.conversation_id, j.author_id, j.body, j.place,
      CASE WHEN l.change_seq = j.seen_seq THEN TRUE ELSE (
        SELECT ${mayPostSql('p.role', 'l.settings')}
        FROM participants p WHERE p.conversation_id = l.id AND p.user_id = j.author_id
        AND p.left_at IS NULL LIMIT 1 FOR SHARE) END AS may_post
    FROM locked l JOIN judged j ON j.conversation_id = l.id
    WHERE j.session_valid AND j.may_post AND j.known IS NULL
  ), admitted AS (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY conversation_id ORDER BY place)::int AS turn FROM confirmed WHERE may_post
  ), numbered AS MATERIALIZED (
    SELECT conversation_id AS id, MAX(turn) AS messages FROM admitted GROUP BY conversation_id
  ), counted AS (
    UPDATE conversations c
    SET last_seq = c.last_seq + n.messages, change_seq = c.change_seq + n.messages,
        last_message_at = clock_timestamp(), changed_at = clock_timestamp()
    FROM numbered n WHERE c.id = n.id
    RETURNING c.id, c.last_seq - n.messages AS seq, c.change_seq - n.messages AS change_seq, c.last_message_at
  ), created AS (
    INSERT INTO messages (id, conversation_id, author_id, seq, change_seq, body, created_at)
    SELECT a.id, a.conversation_id, a.author_id, counted.seq + a.turn, counted.change_seq + a.turn, a.body, counted.last_message_at
    FROM admitted a JOIN counted ON counted.id = a.conversation_id
    RETURNING id, seq, change_seq, created_at
  )
  SELECT COALESCE(j.session_valid, FALSE) AS "sessionValid", COALESCE(j.known, FALSE) AS known,
    CASE WHEN n.id IS NOT NULL OR NOT EXISTS (SELECT FROM confirmed f WHERE f.id = j.id) THEN j.may_post
      ELSE (SELECT f.may_post FROM confirmed f WHERE f.id = j.id) END AS "mayPost",
    n.seq, n.change_seq AS "changeSeq", n.created_at AS "createdAt"
  FROM judged j LEFT JOIN created n ON n.id = j.id
  ORDER BY j.place`
