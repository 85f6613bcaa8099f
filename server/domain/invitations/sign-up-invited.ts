import { v7 as uuidv7 } from 'uuid'
import { AppError } from '#shared/errors.ts'
import { hashNewPassword } from '#server/domain/authentication/password.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { database } from '#server/infra/postgres/database.ts'
import { findInvitationByToken } from './find-invitation-by-token.ts'
import { assertInvitationUsable } from './assert-invitation-usable.ts'

/**
 * Creates an account from an invitation mail. Only the reader of the mail has the link, so the address
 * counts as confirmed, and the error may say that an account exists. Signing up does not use the
 * invitation: accepting it is a separate call.
 * @throws AppError `invitation_invalid` (also without an address), `invitation_expired`,
 * `invitation_revoked`, `invitation_used`, `email_taken`, `no_shared_project` when it is for members
 * of the project only, `invalid` for a common password
 */
export async function signUpInvited({ token, name, password, locale, address }: {
  token: string
  name: string
  password: string
  /** The browser's language, used for mails until the user chooses one. */
  locale: string | undefined
  address: string
}): Promise<void> {
  const invitation = await findInvitationByToken(database(), token)
  await assertInvitationUsable(database(), invitation)
  if (invitation.email === null) throw new AppError('invitation_invalid')
  // A new account is not yet a member of the project.
  if (invitation.projectRole === null) throw new AppError('no_shared_project')
  const passwordHash = await hashNewPassword(password, 'password')
  const account = { id: uuidv7(), email: invitation.email, name, passwordHash, locale: locale ?? null, emailVerifiedAt: new Date() }
  const { count } = await database().user.createMany({ data: [account], skipDuplicates: true })
  if (count === 0) throw new AppError('email_taken')
  await recordAudit({ actorId: account.id, action: 'account.registered', subject: account.id, address, details: { invitation: invitation.id } })
}
