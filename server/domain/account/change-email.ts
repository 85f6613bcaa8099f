import type { Prisma, User } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { enqueue, wake } from '#server/domain/jobs/enqueue.ts'
import { sendAccountMailJob } from '#server/domain/mail/jobs.ts'
import { database } from '#server/infra/postgres/database.ts'
import { isWithinLimit } from '#server/infra/rate-limiters.ts'
import { confirmPassword } from '#server/domain/passwords/confirm-password.ts'
import { storeEmailChange, lockAccount } from '#server/domain/authentication/email-token.ts'

/**
 * Requests a new e-mail address and mails a confirmation link to it. The address changes when the
 * link is used; a new password cancels the request. An address that belongs to another account gets
 * a mail that says so. The response is always the same, also when the mail limit of the address is
 * reached and nothing is sent, so that nobody can find out which addresses have accounts.
 * @throws AppError `wrong_credentials`
 */
export async function changeEmail({ actor, password, email }: { actor: Actor, password: string, email: string }): Promise<void> {
  const user = await confirmPassword({ actor, password })
  if (user.email === email || !await isWithinLimit('changeEmailMail', email)) return
  const owner = await database().user.findUnique({ where: { email }, select: { id: true } })
  const mail = owner ? { mail: 'alreadyRegistered', userId: owner.id } as const : { mail: 'confirmNewEmail', userId: user.id, to: email } as const
  await database().$transaction(async (transaction) => {
    await assertUnchanged(transaction, user)
    // Also for a taken address, where it has no effect: both cases take the same time.
    await storeEmailChange(transaction, { userId: user.id, email, current: user.email })
    await enqueue(sendAccountMailJob, mail, { requestId: actor.requestId, transaction })
  })
  wake(sendAccountMailJob)
}

/** Refuses the call if the password or address changed while the password was checked. */
async function assertUnchanged(transaction: Prisma.TransactionClient, { id, passwordHash, email }: User): Promise<void> {
  await lockAccount(transaction, id)
  if (await transaction.user.count({ where: { id, passwordHash, email } }) === 0) throw new AppError('wrong_credentials')
}
