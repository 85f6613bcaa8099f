import type { Invitation, Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { verifyInvitation } from './invitation-token.ts'

/**
 * The door to an invitation for whoever holds its token. Whether it still stands is not asked here.
 * @throws AppError `invitation_invalid`, `invitation_expired`
 */
export async function findInvited(db: Prisma.TransactionClient, token: string): Promise<Invitation> {
  const invitation = await db.invitation.findUnique({ where: { id: await verifyInvitation(token) } })
  // Signed by us, and gone with its project or group.
  if (!invitation) throw new AppError('invitation_invalid')
  return invitation
}
