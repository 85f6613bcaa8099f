import type { Invitation } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { database } from '#server/infra/postgres/database.ts'
import type { Actor } from './actor.ts'
import { markPermissionChecked } from './actor.ts'

/**
 * Loads an invitation for a user who may revoke it: its author, a lead of its project, or an owner
 * or admin of its group. The invited person uses the token instead (`findInvitationByToken`).
 * @throws AppError `not_found`
 */
export async function loadInvitation({ actor, invitationId }: { actor: Actor, invitationId: string }): Promise<Invitation> {
  markPermissionChecked(actor)
  const { userId } = actor
  const invitation = await database().invitation.findFirst({
    where: {
      id: invitationId,
      OR: [
        { invitedById: userId },
        { project: { members: { some: { userId, role: 'lead' } } } },
        { conversation: { participants: { some: { userId, leftAt: null, role: { in: ['owner', 'admin'] } } } } },
      ],
    },
  })
  if (!invitation) throw new AppError('not_found')
  return invitation
}
