import type { Prisma } from '#generated/client.ts'
import type { ParticipantRole } from '#shared/types.ts'

/** A participant who was added or changed, with the `changeSeq` of that change. */
export interface ChangedParticipant {
  userId: string
  changeSeq: number
}

/**
 * Adds users to a conversation, also users who left it before. The caller has locked the conversation
 * and checked the users. They can read earlier messages, which do not count as unread.
 */
export async function insertParticipants(
  transaction: Prisma.TransactionClient,
  { conversationId, userIds, role }: { conversationId: string, userIds: readonly string[], role: ParticipantRole },
): Promise<ChangedParticipant[]> {
  if (userIds.length === 0) return []
  return await transaction.$queryRaw<ChangedParticipant[]>`
    WITH conversation AS (
      UPDATE conversations SET change_seq = change_seq + ${userIds.length}::int, changed_at = clock_timestamp()
      WHERE id = ${conversationId}::uuid
      RETURNING change_seq - ${userIds.length}::int AS before, last_seq, COALESCE(settings ->> 'notificationDefault', 'all')::notification_level AS level
    ), newcomers AS (
      SELECT person, turn::int FROM unnest(${userIds}::uuid[]) WITH ORDINALITY AS n (person, turn)
    ), joined AS (
      INSERT INTO participants (conversation_id, user_id, role, last_read_seq, notification_level)
      SELECT ${conversationId}::uuid, person, ${role}::participant_role, last_seq, level FROM conversation CROSS JOIN newcomers
      ON CONFLICT (conversation_id, user_id) DO UPDATE
      SET role = excluded.role, last_read_seq = excluded.last_read_seq, notification_level = excluded.notification_level,
          unread_seq = NULL, left_at = NULL, created_at = clock_timestamp()
    ), passed AS (
      INSERT INTO read_moves (conversation_id, user_id, seq)
      SELECT ${conversationId}::uuid, person, last_seq FROM conversation CROSS JOIN newcomers WHERE last_seq > 0
      ON CONFLICT DO NOTHING
    )
    SELECT person AS "userId", before + turn AS "changeSeq" FROM conversation CROSS JOIN newcomers ORDER BY turn`
}
