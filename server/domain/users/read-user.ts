import { AppError } from '#shared/errors.ts'
import type { UserSummary } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadUser } from '#server/domain/access/load-user.ts'
import { toUserSummaries } from '#server/domain/read-model/to-user-summary.ts'

/**
 * Reads the profile of a user who shares a project with the actor.
 * @throws AppError `not_found`
 */
export async function readUser({ actor, userId }: { actor: Actor, userId: string }): Promise<UserSummary> {
  const [summary] = await toUserSummaries([await loadUser({ actor, userId })])
  if (!summary) throw new AppError('not_found')
  return summary
}
