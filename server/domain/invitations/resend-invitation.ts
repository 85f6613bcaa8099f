import { AppError } from '#shared/errors.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadInvitation } from '#server/domain/access/load-invitation.ts'
import { enqueue } from '#server/domain/jobs/enqueue.ts'
import { sendInvitationMailJob } from './jobs.ts'
import { database } from '#server/infra/postgres/database.ts'
import { limitRecipientMail } from './limit-recipient-mail.ts'
import { assertInvitationUsable } from './assert-invitation-usable.ts'

/**
 * Sends the mail of an invitation again, with the same link.
 * @throws AppError `not_found`, `conflict` for one without an address, `invitation_revoked`,
 * `invitation_expired`, `invitation_used`, `too_many_mails` when the address has reached a daily limit
 */
export async function resendInvitation({ actor, invitationId }: { actor: Actor, invitationId: string }): Promise<void> {
  const invitation = await loadInvitation({ actor, invitationId })
  if (invitation.email === null) throw new AppError('conflict')
  await assertInvitationUsable(database(), invitation)
  await limitRecipientMail({ projectId: invitation.projectId, email: invitation.email })
  await enqueue(sendInvitationMailJob, { invitationId }, { requestId: actor.requestId })
}
