import type { Actor } from '#server/domain/access/actor.ts'
import { enqueue, wake } from '#server/domain/jobs/enqueue.ts'
import { sendAccountMailJob } from '#server/domain/mail/jobs.ts'
import { database } from '#server/infra/postgres/database.ts'
import { confirmPassword } from './confirm-password.ts'
import { deletePendingLinks, lockAccount } from '#server/domain/authentication/email-token.ts'
import { announceEndedSessions, revokeSessions } from '#server/domain/authentication/end-sessions.ts'
import { hashNewPassword } from '#server/domain/authentication/password.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'

/**
 * Changes the actor's password. Other sessions end, and pending links stop working: password reset
 * links and unconfirmed changes of address.
 * @throws AppError `wrong_credentials`, `invalid` for a common password
 */
export async function changePassword({ actor, password, newPassword }: { actor: Actor, password: string, newPassword: string }): Promise<void> {
  const user = await confirmPassword({ actor, password })
  const passwordHash = await hashNewPassword(newPassword, 'newPassword')
  const ended = await database().$transaction(async (transaction) => {
    await lockAccount(transaction, user.id)
    const { email } = await transaction.user.update({ where: { id: user.id }, data: { passwordHash } })
    await deletePendingLinks(transaction, { userId: user.id, email })
    const mail = { mail: 'passwordChanged', userId: user.id, to: email } as const
    await enqueue(sendAccountMailJob, mail, { requestId: actor.requestId, transaction })
    return await revokeSessions(transaction, { userId: user.id, reason: 'password_changed', except: actor.sessionId })
  })
  wake(sendAccountMailJob)
  announceEndedSessions(ended)
  await recordAudit({ actorId: user.id, action: 'account.password_changed', subject: user.id, address: actor.address })
}
