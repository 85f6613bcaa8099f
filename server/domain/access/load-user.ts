import { AppError } from '#shared/errors.ts'
import { summaryColumns, type SummaryRow } from '#server/domain/read-model/to-user-summary.ts'
import { database } from '#server/infra/postgres/database.ts'
import type { Actor } from './actor.ts'
import { markPermissionChecked } from './actor.ts'

/**
 * Loads a user who shares a project with the actor, or the actor.
 * @throws AppError `not_found`
 */
export async function loadUser({ actor, userId }: { actor: Actor, userId: string }): Promise<SummaryRow> {
  markPermissionChecked(actor)
  const shared = { some: { project: { members: { some: { userId: actor.userId } } } } }
  const user = await database().user.findFirst({
    where: { id: userId, deactivatedAt: null, ...(userId !== actor.userId && { memberships: shared }) },
    select: summaryColumns,
  })
  if (!user) throw new AppError('not_found')
  return user
}
