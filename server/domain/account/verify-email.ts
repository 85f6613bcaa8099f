import { Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { enqueue, wake } from '#server/domain/jobs/enqueue.ts'
import { sendAccountMailJob } from '#server/domain/mail/jobs.ts'
import { database } from '#server/infra/postgres/database.ts'
import { deletePendingLinks, useEmailToken } from '#server/domain/authentication/email-token.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'

/**
 * Confirms an e-mail address with the mailed link. A new address replaces the account's address now.
 * @throws AppError `token_invalid`, `email_taken` when another account confirmed the address first
 */
export async function verifyEmail({ token, address, requestId }: { token: string, address: string, requestId: string }): Promise<void> {
  const { user, email } = await confirm(token, requestId).catch(toEmailTaken)
  const changed = user.email !== email
  if (changed) wake(sendAccountMailJob)
  await recordAudit({ actorId: user.id, action: changed ? 'account.email_changed' : 'account.email_verified', subject: user.id, address })
}

/** Returns the user as before the change. */
async function confirm(token: string, requestId: string) {
  return await database().$transaction(async (transaction) => {
    const { userId, email } = await useEmailToken(transaction, { secret: token, purpose: 'verify_email' })
    const user = await transaction.user.findUniqueOrThrow({ where: { id: userId } })
    if (user.email !== email) await assertFree(transaction, email)
    await transaction.user.update({ where: { id: userId }, data: { email, emailVerifiedAt: new Date() } })
    if (user.email !== email) {
      // Links sent to the old address stop working.
      await deletePendingLinks(transaction, { userId, email })
      // Notify the old address: its reader may be the rightful owner.
      await enqueue(sendAccountMailJob, { mail: 'emailChanged', userId, to: user.email }, { requestId, transaction })
    }
    return { user, email }
  })
}

/** Maps a unique index violation: another account got the address after `assertFree` had checked. */
function toEmailTaken(error: unknown): never {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') throw new AppError('email_taken')
  throw error
}

async function assertFree(transaction: Prisma.TransactionClient, email: string): Promise<void> {
  if (await transaction.user.count({ where: { email } }) > 0) throw new AppError('email_taken')
}
