import { Prisma } from '#generated/client.ts'
import type { UserSummary } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { markPermissionChecked } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'
import { toUserSummaries, type SummaryRow } from '#server/domain/read-model/to-user-summary.ts'

/** Maximum results: enough to choose from, too few to copy the directory. */
const SEARCH_LIMIT = 20

/**
 * Finds users by a part of their name who share a project (or the given project) with the actor. It
 * never searches addresses, which would reveal who has an account.
 */
export async function searchUsers({ actor, query, projectId }: { actor: Actor, query: string, projectId?: string | undefined }): Promise<UserSummary[]> {
  // The query below returns only users of a shared project.
  markPermissionChecked(actor)
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

/** Makes `%` and `_` in a search literal. */
function escapeWildcards(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
