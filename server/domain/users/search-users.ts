import { Prisma } from '#generated/client.ts'
import type { UserSummary } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { markConsulted } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'
import { toUserSummaries, type SummaryRow } from '#server/domain/read-model/to-user-summary.ts'

/** People in one answer: a list to choose from, not a directory to copy. */
const SEARCH_LIMIT = 20

/**
 * Finds people by a part of their name, among those with whom the actor shares a project (or this
 * one project). Never by address: that would tell who has an account.
 */
export async function searchUsers({ actor, query, projectId }: { actor: Actor, query: string, projectId?: string | undefined }): Promise<UserSummary[]> {
  // The join below is the rule: whoever shares nothing is not in it.
  markConsulted(actor)
  const rows = await database().$queryRaw<SummaryRow[]>`
    SELECT u.id, u.name, u.about, u.last_seen_at AS "lastSeenAt"
    FROM users u
    WHERE u.id <> ${actor.userId}::uuid AND u.deactivated_at IS NULL
      AND u.name ILIKE ${`%${escapeWildcards(query)}%`}
      AND EXISTS (
        SELECT 1 FROM project_members mine JOIN project_members theirs USING (project_id)
        WHERE mine.user_id = ${actor.userId}::uuid AND theirs.user_id = u.id
          ${projectId ? Prisma.sql`AND project_id = ${projectId}::uuid` : Prisma.empty})
    ORDER BY u.name, u.id
    LIMIT ${SEARCH_LIMIT}`
  return await toUserSummaries(rows)
}

/** `%` and `_` that a person types mean themselves. */
function escapeWildcards(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
