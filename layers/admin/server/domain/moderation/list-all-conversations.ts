import { Prisma } from '#generated/client.ts'
import { authorize, type Actor } from '#server/domain/access/actor.ts'
import { isoTime } from '#server/domain/read-model/iso-time.ts'
import { database } from '#server/infra/postgres/database.ts'
import type { ConversationStatus, ConversationType } from '#shared/types.ts'
import type { AdminConversation } from '../../../shared/contracts.ts'

interface Filter {
  status?: ConversationStatus | undefined
  type?: ConversationType | undefined
  /** Part of a title or of a participant's name. */
  query: string
  after?: string | undefined
  limit: number
}

/**
 * Lists all conversations of the installation, the newest first. Ids are UUIDv7 and sort by creation,
 * so they serve as the page cursor.
 * @throws AppError `forbidden` for everyone but administrators
 */
export async function listAllConversations({ actor, ...filter }: Filter & { actor: Actor }): Promise<AdminConversation[]> {
  authorize(actor, 'admin:read')
  return database().$queryRaw`
    SELECT c.id, c.type, c.status, c.title, p.name AS "projectName", people.names AS participants,
      c.last_seq AS "messageCount", ${isoTime(Prisma.sql`c.created_at`)} AS "createdAt",
      ${isoTime(Prisma.sql`c.last_message_at`)} AS "lastMessageAt"
    FROM conversations c
    LEFT JOIN projects p ON p.id = c.project_id
    CROSS JOIN LATERAL (
      SELECT COALESCE(array_agg(u.name ORDER BY u.name), '{}') AS names
      FROM participants r JOIN users u ON u.id = r.user_id
      WHERE r.conversation_id = c.id AND r.left_at IS NULL
    ) people
    WHERE TRUE
      ${filter.status ? Prisma.sql`AND c.status = ${filter.status}::conversation_status` : Prisma.empty}
      ${filter.type ? Prisma.sql`AND c.type = ${filter.type}::conversation_type` : Prisma.empty}
      ${filter.after ? Prisma.sql`AND c.id < ${filter.after}::uuid` : Prisma.empty}
      ${filter.query ? matches(filter.query) : Prisma.empty}
    ORDER BY c.id DESC
    LIMIT ${filter.limit}`
}

function matches(query: string): Prisma.Sql {
  const pattern = `%${query.replaceAll(/[\\%_]/g, '\\$&')}%`
  return Prisma.sql`AND (c.title ILIKE ${pattern} OR array_to_string(people.names, ' ') ILIKE ${pattern})`
}
