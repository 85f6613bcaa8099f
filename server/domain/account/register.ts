import { v7 as uuidv7 } from 'uuid'
import type { Prisma } from '#generated/client.ts'
import { enqueue, wake } from '#server/domain/jobs/enqueue.ts'
import { sendAccountMailJob } from '#server/domain/mail/jobs.ts'
import { database } from '#server/infra/postgres/database.ts'
import { isWithinLimit } from '#server/infra/rate-limiters.ts'
import { hashNewPassword } from '#server/domain/authentication/password.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'

interface Registration {
  email: string
  password: string
  name: string
  /** The browser's language, used for mails until the user chooses one. */
  locale: string | undefined
  address: string
  requestId: string
}

/**
 * Creates an account and mails a confirmation link. An address that already has an account gets a
 * mail that says so instead. Both cases return the same response and run the same statements, so
 * that neither reveals whether an account exists. An address over its mail limit gets neither mail
 * nor account, with the same response.
 * @throws AppError `invalid` for a common password
 */
export async function register({ email, password, name, locale, address, requestId }: Registration): Promise<void> {
  const passwordHash = await hashNewPassword(password, 'password')
  if (!await isWithinLimit('registerMail', email)) return
  const account = { id: uuidv7(), email, name, passwordHash, locale: locale ?? null }
  const { userId, isNew } = await database().$transaction(async (transaction) => {
    const found = await createOrFind(transaction, account)
    await enqueue(sendAccountMailJob, { mail: found.isNew ? 'verifyEmail' : 'alreadyRegistered', userId: found.userId }, { requestId, transaction })
    return found
  })
  wake(sendAccountMailJob)
  const entry = isNew ? { actorId: userId, action: 'account.registered' } as const : { actorId: undefined, action: 'account.registered_again' } as const
  await recordAudit({ ...entry, subject: userId, address })
}

async function createOrFind(transaction: Prisma.TransactionClient, account: Prisma.UserCreateManyInput): Promise<{ userId: string, isNew: boolean }> {
  const { count } = await transaction.user.createMany({ data: [account], skipDuplicates: true })
  const { id } = await transaction.user.findUniqueOrThrow({ where: { email: account.email }, select: { id: true } })
  return { userId: id, isNew: count === 1 }
}
