import type { Invitation, Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { verifyInvitation } from './invitation-token.ts'

/**
 * Finds the invitation of a token. It does not check whether it is still usable (`assertInvitationUsable`).
 * @throws AppError `invitation_invalid`, `invitation_expired`
 */
export async function findInvitationByToken(db: Prisma.TransactionClient, token: string): Promise<Invitation> {
  const invitation = await db.invitation.findUnique({ where: { id: await verifyInvitation(token) } })
  // The token is ours, but the row was deleted with its project or group.
  if (!invitation) throw new AppError('invitation_invalid')
  return invitation
}
