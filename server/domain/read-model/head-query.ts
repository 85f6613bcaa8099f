import { Prisma } from '#generated/client.ts'
import { defaultSettings } from '#shared/conversation-settings.ts'
import type { ConversationSettings, Conversation, Message, Participant, PresenceStatus, UserSummary } from '#shared/types.ts'
import { isoTime } from './iso-time.ts'
import { messageJson } from './message-json.ts'
import { seesMarker } from './receipts-query.ts'

/** A participant as JSON from the database, without the presence, which is not stored there. */
type ParticipantRow = Omit<Participant, 'user'> & { user: Omit<UserSummary, 'presence'> }

export type HeadRow = Omit<Conversation, 'participants' | 'lastMessage' | 'settings'> & {
  /** Only changed settings; defaults are not stored. */
  settings: Partial<ConversationSettings>
  participants: ParticipantRow[]
  lastMessage: Message | null
}

/** Whether the message `m` is listed in the conversation, not only in a thread. */
export const isListedInConversation = Prisma.sql`(m.root_id IS NULL OR m.also_in_conversation)`

const participantsJson = Prisma.sql`(
  SELECT COALESCE(json_agg(json_build_object(
    'role', p.role, 'lastReadSeq', CASE WHEN ${seesMarker} THEN p.last_read_seq ELSE 0 END, 'joinedAt', ${isoTime(Prisma.sql`p.created_at`)},
    'user', json_build_object('id', u.id, 'name', u.name, 'about', u.about, 'lastSeenAt', ${isoTime(Prisma.sql`u.last_seen_at`)})
  ) ORDER BY p.created_at, u.id), '[]'::json)
  FROM participants p JOIN users u ON u.id = p.user_id JOIN users viewer ON viewer.id = mine.user_id
  WHERE p.conversation_id = c.id AND p.left_at IS NULL)`

/** The read marker of the participant `mine` as shown to that user. */
export const ownReadSeq = Prisma.sql`COALESCE(mine.unread_seq, mine.last_read_seq)`

/** The same count as `countUnread` in the client: after the marker, by others, not deleted. */
export const unreadCount = Prisma.sql`(
  SELECT COUNT(*)::int FROM messages m
  WHERE m.conversation_id = c.id AND m.seq > ${ownReadSeq}
    AND m.author_id <> mine.user_id AND m.deleted_at IS NULL AND ${isListedInConversation})`

/** The columns of a head: the conversation `c` as the participant `mine` sees it. */
export const headColumns = Prisma.sql`
  c.id, c.type, c.status, c.project_id AS "projectId", c.title, c.settings,
  ${isoTime(Prisma.sql`c.created_at`)} AS "createdAt",
  c.last_seq AS "lastSeq", c.change_seq AS "changeSeq",
  (SELECT ${messageJson} FROM messages m
    WHERE m.conversation_id = c.id AND ${isListedInConversation} ORDER BY m.seq DESC LIMIT 1) AS "lastMessage",
  ${participantsJson} AS participants,
  json_build_object('role', mine.role, 'lastReadSeq', ${ownReadSeq}, 'readEra', mine.read_era, 'notificationLevel', mine.notification_level,
    'unread', json_build_object('seq', c.last_seq, 'count', ${unreadCount})) AS mine`

/** Adds presence and default settings to a row of the database. */
export function toConversation(row: HeadRow, presence: ReadonlyMap<string, PresenceStatus>): Conversation {
  const participants = row.participants.map(participant => ({
    ...participant,
    user: { ...participant.user, presence: presence.get(participant.user.id) ?? 'offline' as const },
  }))
  return { ...row, settings: { ...defaultSettings, ...row.settings }, participants }
}
