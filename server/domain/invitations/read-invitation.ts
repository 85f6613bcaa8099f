import type { InvitationDetails } from '#shared/types.ts'
import { database } from '#server/infra/postgres/database.ts'
import { findInvitationByToken } from './find-invitation-by-token.ts'
import { assertInvitationUsable } from './assert-invitation-usable.ts'

/**
 * Reads the details of an invitation. Anyone with the link may call it.
 * @throws AppError `invitation_invalid`, `invitation_expired`, `invitation_revoked`, `invitation_used`
 */
export async function readInvitation({ token }: { token: string }): Promise<InvitationDetails> {
  const found = await findInvitationByToken(database(), token)
  await assertInvitationUsable(database(), found)
  const { project, conversation, invitedBy, email, projectRole, expiresAt } = await database().invitation.findUniqueOrThrow({
    where: { id: found.id },
    include: { project: { select: { name: true } }, conversation: { select: { title: true } }, invitedBy: { select: { name: true } } },
  })
  return {
    projectName: project.name,
    conversationTitle: conversation?.title ?? null,
    invitedBy: invitedBy.name,
    email,
    forMembersOnly: projectRole === null,
    expiresAt: expiresAt.toISOString(),
  }
}
