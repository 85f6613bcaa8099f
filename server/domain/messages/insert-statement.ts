import { messageJson } from '#server/domain/conversations/head-query.ts'

/**
 * The hot path, one round trip for all messages that go together. For each it checks the session,
 * the participation and what it refers to, and finds an earlier attempt. Each conversation is
 * locked once, in the order of ids, so that two nodes never wait for each other; its counters move
 * on by what it gets, and the lock gives the order. `clock_timestamp()` is read under it, so time
 * follows `seq`. A thread's root changes with every reply and takes a number of its own, after
 * those of the messages.
 */
export const insertStatement = `
  WITH sent AS (
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::boolean[], $8::uuid[], $9::uuid[])
      WITH ORDINALITY AS s (id, conversation_id, author_id, session_id, body, parent_id, also_in_conversation, quoted_id, forwarded_from_id, place)
  ), judged AS (
    SELECT s.*, standing.id IS NOT NULL AS session_valid, p.user_id IS NOT NULL AND standing.id IS NOT NULL AS participates,
      COALESCE(parent.root_id, parent.id) AS root_id, existing.id IS NOT NULL AS known,
      (s.parent_id IS NULL OR parent.id IS NOT NULL) AND (s.quoted_id IS NULL OR quoted.id IS NOT NULL)
        AND (s.forwarded_from_id IS NULL OR forwarded.id IS NOT NULL) AS refers_well
    FROM sent s
    LEFT JOIN LATERAL (
      SELECT se.id FROM sessions se JOIN users u ON u.id = se.user_id
      WHERE se.id = s.session_id AND se.user_id = s.author_id AND se.revoked_at IS NULL AND se.expires_at > now()
        AND u.deactivated_at IS NULL
    ) standing ON TRUE
    LEFT JOIN participants p ON p.conversation_id = s.conversation_id AND p.user_id = s.author_id AND p.left_at IS NULL
    LEFT JOIN messages existing ON existing.id = s.id
    LEFT JOIN messages parent ON parent.id = s.parent_id AND parent.conversation_id = s.conversation_id
    LEFT JOIN messages quoted ON quoted.id = s.quoted_id AND quoted.conversation_id = s.conversation_id
    LEFT JOIN LATERAL (
      SELECT f.id FROM messages f JOIN participants reader ON reader.conversation_id = f.conversation_id
      WHERE f.id = s.forwarded_from_id AND f.deleted_at IS NULL AND reader.user_id = s.author_id AND reader.left_at IS NULL
    ) forwarded ON TRUE
  ), admitted AS (
    SELECT * FROM judged WHERE participates AND refers_well AND NOT known
  ), locked AS (
    SELECT id FROM conversations WHERE id IN (SELECT conversation_id FROM admitted) ORDER BY id FOR UPDATE
  ), place AS (
    UPDATE conversations c
    SET last_seq = c.last_seq + a.messages, change_seq = c.change_seq + a.messages + a.roots,
        last_message_at = clock_timestamp(), changed_at = clock_timestamp()
    FROM locked JOIN (
      SELECT conversation_id, COUNT(*)::int AS messages, COUNT(DISTINCT root_id)::int AS roots FROM admitted GROUP BY conversation_id
    ) a ON a.conversation_id = locked.id
    WHERE c.id = locked.id AND c.status = 'active'
    RETURNING c.id, c.last_seq - a.messages AS seq, c.change_seq - a.messages - a.roots AS change_seq, a.messages, c.last_message_at
  ), created AS (
    INSERT INTO messages (id, conversation_id, author_id, seq, change_seq, body, parent_id, root_id, also_in_conversation, quoted_id, forwarded_from_id, created_at)
    SELECT a.id, a.conversation_id, a.author_id, place.seq + ROW_NUMBER() OVER others, place.change_seq + ROW_NUMBER() OVER others,
      a.body, a.parent_id, a.root_id, a.also_in_conversation, a.quoted_id, a.forwarded_from_id, place.last_message_at
    FROM admitted a JOIN place ON place.id = a.conversation_id
    WINDOW others AS (PARTITION BY a.conversation_id ORDER BY a.place)
    RETURNING *
  ), answered AS (
    UPDATE messages root
    SET reply_count = root.reply_count + r.replies, last_reply_seq = r.last_seq, last_reply_at = r.last_at, change_seq = r.change_seq
    FROM (
      SELECT n.root_id, COUNT(*)::int AS replies, MAX(n.seq) AS last_seq, MAX(n.created_at) AS last_at,
        MIN(place.change_seq + place.messages) + ROW_NUMBER() OVER (PARTITION BY n.conversation_id ORDER BY n.root_id) AS change_seq
      FROM created n JOIN place ON place.id = n.conversation_id
      WHERE n.root_id IS NOT NULL GROUP BY n.conversation_id, n.root_id
    ) r
    WHERE root.id = r.root_id
  ), followed AS (
    INSERT INTO thread_followers (root_id, user_id, last_read_seq)
    SELECT root_id, user_id, MAX(seq) FROM (
      SELECT n.root_id, n.author_id AS user_id, n.seq FROM created n WHERE n.root_id IS NOT NULL
      UNION ALL
      SELECT root.id, root.author_id, 0 FROM created n JOIN messages root ON root.id = n.root_id
    ) writers GROUP BY root_id, user_id
    ON CONFLICT (root_id, user_id) DO UPDATE SET last_read_seq = GREATEST(thread_followers.last_read_seq, excluded.last_read_seq)
  )
  SELECT j.session_valid, j.participates, j.refers_well, n.id IS NOT NULL AS created,
    (SELECT ${messageJson.sql} FROM (
      SELECT * FROM messages existing WHERE existing.id = j.id UNION ALL SELECT * FROM created WHERE created.id = j.id
    ) m LIMIT 1)::text AS message
  FROM judged j LEFT JOIN created n ON n.id = j.id
  ORDER BY j.place`
