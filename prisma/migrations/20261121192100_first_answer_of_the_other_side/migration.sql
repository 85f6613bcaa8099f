-- Seconds from a conversation's first message to the first answer by the other side: a client's to
-- the team or the team's to a client, by their roles in the project, or in one that two people
-- share. What was deleted is neither a question nor an answer.
CREATE OR REPLACE VIEW "conversation_stats" AS
SELECT
  c."id" AS conversation_id,
  c."project_id",
  c."created_at",
  c."last_seq" AS message_count,
  EXTRACT(EPOCH FROM (answer."created_at" - opening."created_at")) AS response_time
FROM "conversations" c
LEFT JOIN LATERAL (
  SELECT m."author_id", m."seq", m."created_at"
  FROM "messages" m
  WHERE m."conversation_id" = c."id" AND m."deleted_at" IS NULL
  ORDER BY m."seq"
  LIMIT 1
) opening ON TRUE
LEFT JOIN LATERAL (
  SELECT ARRAY_AGG(answering."user_id") AS people
  FROM "project_members" asking
  JOIN "project_members" answering ON answering."project_id" = asking."project_id"
  WHERE asking."user_id" = opening."author_id"
    AND (asking."role" = 'client') <> (answering."role" = 'client')
    AND (c."project_id" IS NULL OR asking."project_id" = c."project_id")
) other_side ON TRUE
LEFT JOIN LATERAL (
  SELECT m."created_at"
  FROM "messages" m
  WHERE other_side.people IS NOT NULL AND m."conversation_id" = c."id" AND m."seq" > opening."seq"
    AND m."deleted_at" IS NULL AND m."author_id" = ANY (other_side.people)
  ORDER BY m."seq"
  LIMIT 1
) answer ON TRUE;
