import { v7 as uuidv7 } from 'uuid'
import { AppError } from '#shared/errors.ts'
import { hashNewPassword } from '#server/domain/authentication/password.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { database } from '#server/infra/postgres/database.ts'
import { findInvited } from './find-invited.ts'
import { assertInvitationUsable } from './standing.ts'

/**
 * Creates the account of a person whom a mail invited. Only its reader has the link, so it confirms
 * the address, and may say whether there is an account already. It is not used up by this: coming in
 * is a step of its own.
 * @throws AppError `invitation_invalid` (also for one that is for no address), `invitation_expired`,
 * `invitation_revoked`, `invitation_used`, `email_taken`, `no_shared_project` for one
 * that is for people of the project, `invalid` for a password that is among the most common ones
 */
export async function signUpInvited({ token, name, password, locale, address }: {
  token: string
  name: string
  password: string
  /** The browser's language, for mails until one is chosen. */
  locale: string | undefined
  address: string
}): Promise<void> {
  const invitation = await findInvited(database(), token)
  await assertInvitationUsable(database(), invitation)
  if (invitation.email === null) throw new AppError('invitation_invalid')
  // Nobody who is new is in the project already.
  if (invitation.projectRole === null) throw new AppError('no_shared_project')
  const passwordHash = await hashNewPassword(password, 'password')
  const account = { id: uuidv7(), email: invitation.email, name, passwordHash, locale: locale ?? null, emailVerifiedAt: new Date() }
  const { count } = await database().user.createMany({ data: [account], skipDuplicates: true })
  if (count === 0) throw new AppError('email_taken')
  await recordAudit({ actorId: account.id, action: 'account.registered', subject: account.id, address, details: { invitation: invitation.id } })
}
