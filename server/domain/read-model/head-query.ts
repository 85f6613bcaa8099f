import { Prisma } from '#generated/client.ts'
import { defaultSettings } from '#shared/conversation-settings.ts'
import { POLL_NAMED_MAX } from '#shared/limits.ts'
import type { ConversationSettings, Conversation, Message, Participant, PresenceStatus, UserSummary } from '#shared/types.ts'
import { seesMarker } from './receipts-query.ts'

/** A participant as JSON from the database: without presence, which lives elsewhere. */
type ParticipantRow = Omit<Participant, 'user'> & { user: Omit<UserSummary, 'presence'> }

export type HeadRow = Omit<Conversation, 'participants' | 'lastMessage' | 'settings'> & {
  /** What was chosen; the defaults are not stored. */
  settings: Partial<ConversationSettings>
  participants: ParticipantRow[]
  lastMessage: Message | null
}

/** A time as ISO 8601 in UTC with milliseconds, the form of the wire. */
export const isoTime = (column: Prisma.Sql) =>
  Prisma.sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** What the root `m` says of its thread. Read only for messages that have replies. */
const threadJson = Prisma.sql`CASE WHEN m.reply_count > 0 THEN json_build_object(
  'replyCount', m.reply_count, 'lastReplySeq', m.last_reply_seq, 'lastReplyAt', ${isoTime(Prisma.sql`m.last_reply_at`)},
  'participantIds', (
    SELECT json_agg(author_id ORDER BY seq) FROM (
      SELECT author_id, MIN(seq) AS seq FROM messages WHERE root_id = m.id GROUP BY author_id
    ) writers)) END`

/** Who reacted to `m` with what. Read only for messages that have reactions. */
const reactionsJson = Prisma.sql`CASE WHEN m.reaction_count > 0 AND m.deleted_at IS NULL THEN (
  SELECT COALESCE(json_agg(json_build_object('emoji', emoji, 'userIds', users) ORDER BY first, emoji), '[]'::json) FROM (
    SELECT emoji, json_agg(user_id ORDER BY created_at, user_id) AS users, MIN(created_at) AS first
    FROM reactions WHERE message_id = m.id GROUP BY emoji
  ) given) ELSE '[]'::json END`

/** The answers of the poll `p` with who gave them; of an anonymous one, and where too many `answered`, only how many. */
const optionsJson = Prisma.sql`(
  SELECT json_agg(json_build_object('text', o.text, 'votes', given.votes,
    'userIds', CASE WHEN p.anonymous OR answered.voters > ${POLL_NAMED_MAX} THEN '[]'::json ELSE given.users END) ORDER BY o.position)
  FROM poll_options o CROSS JOIN LATERAL (
    SELECT COUNT(*)::int AS votes, COALESCE(json_agg(user_id ORDER BY user_id), '[]'::json) AS users
    FROM poll_votes WHERE message_id = o.message_id AND position = o.position
  ) given WHERE o.message_id = p.message_id)`

/** What `m` asks, and what was answered. Read only for messages that are polls. */
const pollJson = Prisma.sql`CASE WHEN m.has_poll AND m.deleted_at IS NULL THEN (
  SELECT json_build_object('multiple', p.multiple, 'anonymous', p.anonymous,
    'closesAt', ${isoTime(Prisma.sql`p.closes_at`)}, 'closedAt', ${isoTime(Prisma.sql`p.closed_at`)}, 'options', ${optionsJson},
    'voters', answered.voters)
  FROM polls p CROSS JOIN LATERAL (SELECT COUNT(DISTINCT user_id)::int AS voters FROM poll_votes WHERE message_id = p.message_id) answered
  WHERE p.message_id = m.id) END`

/**
 * The columns of a message `m` as its JSON on the wire. The text of a deleted one stays inside.
 * `json`, not `jsonb`: it is only read, and writing its text at once takes two thirds of the time.
 */
export const messageJson = Prisma.sql`json_build_object(
  'id', m.id, 'conversationId', m.conversation_id, 'authorId', m.author_id,
  'seq', m.seq, 'changeSeq', m.change_seq, 'version', m.version,
  'body', CASE WHEN m.deleted_at IS NULL THEN m.body ELSE '' END,
  'createdAt', ${isoTime(Prisma.sql`m.created_at`)}, 'editedAt', ${isoTime(Prisma.sql`m.edited_at`)},
  'deletedAt', ${isoTime(Prisma.sql`m.deleted_at`)},
  'parentId', m.parent_id, 'rootId', m.root_id, 'alsoInConversation', m.also_in_conversation, 'thread', ${threadJson},
  'quotedId', m.quoted_id, 'forwardedFromId', m.forwarded_from_id, 'reactions', ${reactionsJson}, 'poll', ${pollJson},
  'preview', CASE WHEN m.deleted_at IS NULL THEN m.preview END,
  'pinned', CASE WHEN m.pinned_at IS NOT NULL THEN json_build_object('at', ${isoTime(Prisma.sql`m.pinned_at`)}, 'byId', m.pinned_by_id) END)`

/** Does the message `m` stand in the conversation itself, and not only in a thread of it? */
export const standsInConversation = Prisma.sql`(m.root_id IS NULL OR m.also_in_conversation)`

const participantsJson = Prisma.sql`(
  SELECT COALESCE(json_agg(json_build_object(
    'role', p.role, 'lastReadSeq', CASE WHEN ${seesMarker} THEN p.last_read_seq ELSE 0 END, 'joinedAt', ${isoTime(Prisma.sql`p.created_at`)},
    'user', json_build_object('id', u.id, 'name', u.name, 'about', u.about, 'lastSeenAt', ${isoTime(Prisma.sql`u.last_seen_at`)})
  ) ORDER BY p.created_at, u.id), '[]'::json)
  FROM participants p JOIN users u ON u.id = p.user_id JOIN users viewer ON viewer.id = mine.user_id
  WHERE p.conversation_id = c.id AND p.left_at IS NULL)`

/** The marker of the participant `mine` as they see it themselves. */
export const ownReadSeq = Prisma.sql`COALESCE(mine.unread_seq, mine.last_read_seq)`

/** Server's side of `countUnread`: after the marker, by others, not deleted. */
export const unreadCount = Prisma.sql`(
  SELECT COUNT(*)::int FROM messages m
  WHERE m.conversation_id = c.id AND m.seq > ${ownReadSeq}
    AND m.author_id <> mine.user_id AND m.deleted_at IS NULL AND ${standsInConversation})`

/** Everything a head holds, for a conversation `c` seen by the participant `mine`. */
export const headColumns = Prisma.sql`
  c.id, c.type, c.status, c.project_id AS "projectId", c.title, c.settings,
  ${isoTime(Prisma.sql`c.created_at`)} AS "createdAt",
  c.last_seq AS "lastSeq", c.change_seq AS "changeSeq",
  (SELECT ${messageJson} FROM messages m
    WHERE m.conversation_id = c.id AND ${standsInConversation} ORDER BY m.seq DESC LIMIT 1) AS "lastMessage",
  ${participantsJson} AS participants,
  json_build_object('role', mine.role, 'lastReadSeq', ${ownReadSeq}, 'readEra', mine.read_era, 'notificationLevel', mine.notification_level,
    'unread', json_build_object('seq', c.last_seq, 'count', ${unreadCount})) AS mine`

/** Adds who is here right now, and what nobody chose, to what the database said. */
export function toConversation(row: HeadRow, presence: ReadonlyMap<string, PresenceStatus>): Conversation {
  const participants = row.participants.map(participant => ({
    ...participant,
    user: { ...participant.user, presence: presence.get(participant.user.id) ?? 'offline' as const },
  }))
  return { ...row, settings: { ...defaultSettings, ...row.settings }, participants }
}
