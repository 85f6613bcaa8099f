import type { Prisma } from '#generated/client.ts'
import type { ParticipantRole } from '#shared/types.ts'

/** A change of one person's part, with its number in the log. */
export interface ChangedPart {
  userId: string
  changeSeq: number
}

/**
 * Lets people in, or in again; the caller holds the conversation's lock and has checked them. What
 * was said before they came is theirs to read, but not new to them.
 */
export async function admit(
  transaction: Prisma.TransactionClient,
  { conversationId, userIds, role }: { conversationId: string, userIds: readonly string[], role: ParticipantRole },
): Promise<ChangedPart[]> {
  if (userIds.length === 0) return []
  return await transaction.$queryRaw<ChangedPart[]>`
    WITH place AS (
      UPDATE conversations SET change_seq = change_seq + ${userIds.length}::int, changed_at = clock_timestamp()
      WHERE id = ${conversationId}::uuid
      RETURNING change_seq - ${userIds.length}::int AS before, last_seq, COALESCE(settings ->> 'notificationDefault', 'all')::notification_level AS level
    ), newcomers AS (
      SELECT person, turn::int FROM unnest(${userIds}::uuid[]) WITH ORDINALITY AS n (person, turn)
    ), joined AS (
      INSERT INTO participants (conversation_id, user_id, role, last_read_seq, notification_level)
      SELECT ${conversationId}::uuid, person, ${role}::participant_role, last_seq, level FROM place CROSS JOIN newcomers
      ON CONFLICT (conversation_id, user_id) DO UPDATE
      SET role = excluded.role, last_read_seq = excluded.last_read_seq, notification_level = excluded.notification_level,
          unread_seq = NULL, left_at = NULL, created_at = clock_timestamp()
    ), passed AS (
      INSERT INTO read_moves (conversation_id, user_id, seq)
      SELECT ${conversationId}::uuid, person, last_seq FROM place CROSS JOIN newcomers WHERE last_seq > 0
      ON CONFLICT DO NOTHING
    )
    SELECT person AS "userId", before + turn AS "changeSeq" FROM place CROSS JOIN newcomers ORDER BY turn`
}
