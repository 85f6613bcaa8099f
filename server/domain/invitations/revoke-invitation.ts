import type { Actor } from '#server/domain/access/actor.ts'
import { loadInvitation } from '#server/domain/access/load-invitation.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { database } from '#server/infra/postgres/database.ts'

/**
 * Revokes an invitation. People who joined by it stay. Repeating the call changes nothing.
 * @throws AppError `not_found`
 */
export async function revokeInvitation({ actor, invitationId }: { actor: Actor, invitationId: string }): Promise<void> {
  const { id } = await loadInvitation({ actor, invitationId })
  const { count } = await database().invitation.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } })
  if (count > 0) await recordAudit({ actorId: actor.userId, action: 'invitation.revoked', subject: id, address: actor.address })
}
