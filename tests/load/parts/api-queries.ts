/** Messages of a history page. */
export const PAGE = 50

/** What a page of history costs PostgreSQL alone. Values: conversation, seq. */
export const historyPageQuery = {
  name: 'bare-history-page',
  text: `
    SELECT id, conversation_id, author_id, seq, change_seq, version, body, created_at, deleted_at
    FROM messages WHERE conversation_id = $1 AND seq < $2 ORDER BY seq DESC LIMIT ${PAGE}`,
}

/** What the list of conversations costs PostgreSQL alone: last message, people and unread count. Value: user. */
export const conversationListQuery = {
  name: 'bare-conversation-list',
  text: `
    SELECT c.id, c.type, c.status, c.project_id, c.title, c.created_at, c.last_seq, c.change_seq,
      mine.role, mine.last_read_seq, mine.notification_level,
      last.id AS last_id, last.author_id, last.body, last.created_at AS last_created_at,
      people.list, unread.count
    FROM participants mine
    JOIN conversations c ON c.id = mine.conversation_id
    LEFT JOIN messages last ON last.conversation_id = c.id AND last.seq = c.last_seq
    CROSS JOIN LATERAL (
      SELECT json_agg(json_build_object('id', u.id, 'name', u.name, 'role', p.role, 'lastReadSeq', p.last_read_seq)) AS list
      FROM participants p JOIN users u ON u.id = p.user_id WHERE p.conversation_id = c.id AND p.left_at IS NULL
    ) people
    CROSS JOIN LATERAL (
      SELECT COUNT(*) AS count FROM messages m
      WHERE m.conversation_id = c.id AND m.seq > mine.last_read_seq AND m.author_id <> mine.user_id AND m.deleted_at IS NULL
    ) unread
    WHERE mine.user_id = $1 AND mine.left_at IS NULL
    ORDER BY c.last_message_at DESC`,
}
