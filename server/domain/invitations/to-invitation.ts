import type { Prisma } from '#generated/client.ts'
import type { Invitation } from '#shared/types.ts'
import { invitationPath } from './invitation-token.ts'

export const withInviter = { invitedBy: { select: { id: true, name: true } } } satisfies Prisma.InvitationInclude

export type InvitationRow = Prisma.InvitationGetPayload<{ include: typeof withInviter }>

/**
 * Converts an invitation for a user who may revoke it. Only its author gets the link, which may give
 * more access than the others could give. The link of a mailed invitation is never returned: it
 * proves that its user reads the mails of that address.
 */
export async function toInvitation(row: InvitationRow, readerId: string): Promise<Invitation> {
  const { id, projectId, conversationId, email, invitedBy, invitedById, maxUses, useCount, expiresAt, createdAt } = row
  return {
    id,
    projectId,
    projectRole: row.projectRole === 'lead' ? null : row.projectRole,
    conversationId,
    conversationRole: row.conversationRole === 'owner' ? null : row.conversationRole,
    email,
    invitedBy,
    maxUses,
    useCount,
    expiresAt: expiresAt.toISOString(),
    createdAt: createdAt.toISOString(),
    path: email === null && invitedById === readerId ? await invitationPath(row) : null,
  }
}
