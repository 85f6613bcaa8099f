import { AppError } from '#shared/errors.ts'
import { enqueue, wake } from '#server/domain/jobs/enqueue.ts'
import { sendAccountMailJob } from '#server/domain/mail/jobs.ts'
import { database } from '#server/infra/postgres/database.ts'
import { deletePendingLinks, useEmailToken } from '#server/domain/authentication/email-token.ts'
import { announceEndedSessions, revokeSessions } from '#server/domain/authentication/end-sessions.ts'
import { hashNewPassword } from '#server/domain/authentication/password.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'

/**
 * Sets a new password with a mailed link and ends all sessions. Other reset links and unconfirmed
 * changes of address stop working. Returns the account's address.
 * @throws AppError `token_invalid`; `invalid` for a common password, which does not use up the link
 */
export async function resetPassword({ token, newPassword, address, requestId }: {
  token: string
  newPassword: string
  address: string
  requestId: string
}): Promise<{ email: string }> {
  const passwordHash = await hashNewPassword(newPassword, 'newPassword')
  const { user, ended } = await database().$transaction(async (transaction) => {
    const { userId, email } = await useEmailToken(transaction, { secret: token, purpose: 'reset_password' })
    const before = await transaction.user.findUniqueOrThrow({ where: { id: userId } })
    // Refuse a link that was sent to a previous address of the account.
    if (before.email !== email) throw new AppError('token_invalid')
    const emailVerifiedAt = before.emailVerifiedAt ?? new Date()
    const user = await transaction.user.update({ where: { id: userId }, data: { passwordHash, emailVerifiedAt } })
    await deletePendingLinks(transaction, { userId, email })
    await enqueue(sendAccountMailJob, { mail: 'passwordChanged', userId, to: user.email }, { requestId, transaction })
    return { user, ended: await revokeSessions(transaction, { userId, reason: 'password_reset' }) }
  })
  wake(sendAccountMailJob)
  announceEndedSessions(ended)
  await recordAudit({ actorId: user.id, action: 'account.password_reset', subject: user.id, address })
  return { email: user.email }
}
