import type { Prisma } from '#generated/client.ts'
import type { Invitation } from '#shared/types.ts'
import { invitationPath } from './invitation-token.ts'

export const withInviter = { invitedBy: { select: { id: true, name: true } } } satisfies Prisma.InvitationInclude

export type InvitationRow = Prisma.InvitationGetPayload<{ include: typeof withInviter }>

/**
 * An invitation as one of those sees it who may take it back. Its link is for its maker: it may
 * open more than the others could. That of a mail is for nobody but the reader of the mail, since it
 * proves that the address is theirs.
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
