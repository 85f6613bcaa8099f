import type { Prisma, User } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { enqueue, wake } from '#server/domain/jobs/enqueue.ts'
import { sendAccountMailJob } from '#server/domain/mail/jobs.ts'
import { database } from '#server/infra/postgres/database.ts'
import { isWithinLimit } from '#server/infra/rate-limiters.ts'
import { confirmPassword } from '#server/domain/passwords/confirm-password.ts'
import { keepWish, lockAccount } from '#server/domain/authentication/email-token.ts'

/**
 * Asks for a new address. It counts once it is confirmed from there; until then nothing changes,
 * and a new password takes the wish back.
 * An address that somebody else uses gets a mail that says so, and the answer is the same; so it is
 * when the address got enough of these mails, and nothing is sent.
 * @throws AppError `wrong_credentials`
 */
export async function changeEmail({ actor, password, email }: { actor: Actor, password: string, email: string }): Promise<void> {
  const user = await confirmPassword({ actor, password })
  if (user.email === email || !await isWithinLimit('changeEmailMail', email)) return
  const owner = await database().user.findUnique({ where: { email }, select: { id: true } })
  const mail = owner ? { mail: 'alreadyRegistered', userId: owner.id } as const : { mail: 'confirmNewEmail', userId: user.id, to: email } as const
  await database().$transaction(async (transaction) => {
    await refuseChanged(transaction, user)
    // Also for an address that is taken, where it leads nowhere: both take alike long.
    await keepWish(transaction, { userId: user.id, email, current: user.email })
    await enqueue(sendAccountMailJob, mail, { requestId: actor.requestId, transaction })
  })
  wake(sendAccountMailJob)
}

/** Whoever set a new password while this one was being checked shut this call out. */
async function refuseChanged(transaction: Prisma.TransactionClient, { id, passwordHash, email }: User): Promise<void> {
  await lockAccount(transaction, id)
  if (await transaction.user.count({ where: { id, passwordHash, email } }) === 0) throw new AppError('wrong_credentials')
}
