import type { Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { inBackground } from '#server/infra/background.ts'
import { database } from '#server/infra/database.ts'
import { useEmailToken } from './email-token.ts'
import { sendAccountMail } from './mails/send-account-mail.ts'
import { recordAudit } from './record-audit.ts'

/**
 * Confirms an address with the link that was sent to it: the account's own, or a new one, which
 * replaces it at this moment.
 * @throws AppError `token_invalid`, `email_taken` when somebody else confirmed the address first
 */
export async function verifyEmail({ token, address }: { token: string, address: string }): Promise<void> {
  const { user, email } = await confirm(token)
  const changed = user.email !== email
  await recordAudit({ actorId: user.id, action: changed ? 'account.email_changed' : 'account.email_verified', subject: user.id, address })
  // The old address hears of it: whoever reads it may be the rightful owner.
  if (changed) inBackground('e-mail change mail', () => sendAccountMail({ name: 'emailChanged', to: user.email, recipient: user, email }))
}

/** Returns the user as they were before. */
async function confirm(token: string) {
  return await database().$transaction(async (transaction) => {
    const { userId, email } = await useEmailToken(transaction, { secret: token, purpose: 'verify_email' })
    const user = await transaction.user.findUniqueOrThrow({ where: { id: userId } })
    if (user.email !== email) await refuseTaken(transaction, email)
    await transaction.user.update({ where: { id: userId }, data: { email, emailVerifiedAt: new Date() } })
    return { user, email }
  })
}

async function refuseTaken(transaction: Prisma.TransactionClient, email: string): Promise<void> {
  if (await transaction.user.count({ where: { email } }) > 0) throw new AppError('email_taken')
}
