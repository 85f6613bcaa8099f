import { AppError } from '#shared/errors.ts'
import { inBackground } from '#server/infra/background.ts'
import { database } from '#server/infra/database.ts'
import { useEmailToken } from './email-token.ts'
import { announceEnd, revokeSessions } from './end-sessions.ts'
import { sendAccountMail } from './mails/send-account-mail.ts'
import { hashNewPassword } from './password.ts'
import { recordAudit } from './record-audit.ts'

/**
 * Sets a new password with the link from the e-mail and signs every device out.
 * @throws AppError `token_invalid`; `invalid` for a common password, which leaves the link as it is
 */
export async function resetPassword({ token, newPassword, address }: { token: string, newPassword: string, address: string }): Promise<void> {
  const passwordHash = await hashNewPassword(newPassword, 'newPassword')
  const { user, ended } = await database().$transaction(async (transaction) => {
    const { userId, email } = await useEmailToken(transaction, { secret: token, purpose: 'reset_password' })
    const before = await transaction.user.findUniqueOrThrow({ where: { id: userId } })
    // A link to an address that is no longer the account's opens nothing.
    if (before.email !== email) throw new AppError('token_invalid')
    const emailVerifiedAt = before.emailVerifiedAt ?? new Date()
    const user = await transaction.user.update({ where: { id: userId }, data: { passwordHash, emailVerifiedAt } })
    return { user, ended: await revokeSessions(transaction, { userId, reason: 'password_reset' }) }
  })
  announceEnd(ended)
  await recordAudit({ actorId: user.id, action: 'account.password_reset', subject: user.id, address })
  inBackground('password change mail', () => sendAccountMail({ name: 'passwordChanged', to: user.email, recipient: user, path: '/reset' }))
}
