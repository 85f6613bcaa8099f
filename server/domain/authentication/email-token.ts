import type { Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { database } from '#server/infra/postgres/database.ts'
import { RESET_PASSWORD_SECONDS, VERIFY_EMAIL_SECONDS } from './lifetimes.ts'
import { createSecret, hashSecret } from './secret.ts'

export type EmailTokenPurpose = 'verify_email' | 'reset_password'

const LIFETIME_SECONDS = { verify_email: VERIFY_EMAIL_SECONDS, reset_password: RESET_PASSWORD_SECONDS } as const

/** The page that each kind of link opens. The secret stands behind `#`, so that no server log and no Referer shows it. */
const PAGE = { verify_email: '/verify', reset_password: '/reset' } as const

/** What a link is for. */
interface LinkTarget {
  userId: string
  email: string
  purpose: EmailTokenPurpose
}

/**
 * Makes a single-use link for the account's address; an earlier one for the same purpose stops
 * working. `undefined` when the account has another address by now.
 */
export async function createEmailLink({ userId, email, purpose }: LinkTarget): Promise<string | undefined> {
  const { secret, hash } = createSecret()
  return await database().$transaction(async (transaction) => {
    await lockAccount(transaction, userId)
    if (await transaction.user.count({ where: { id: userId, email } }) === 0) return undefined
    await transaction.emailToken.deleteMany({ where: { userId, purpose, email } })
    await transaction.emailToken.create({ data: { tokenHash: hash, userId, email, purpose, expiresAt: endOf(purpose) } })
    return `${PAGE[purpose]}#token=${secret}`
  })
}

/**
 * Keeps that a person wants a new address, instead of any other that they wanted before. The secret
 * of this row is told to nobody: the job that sends the mail puts its own in the place, and finds
 * nothing when the wish was taken back meanwhile (`forgetLinks`).
 */
export async function keepWish(transaction: Prisma.TransactionClient, { userId, email, current }: { userId: string, email: string, current: string }): Promise<void> {
  const purpose = 'verify_email'
  await transaction.emailToken.deleteMany({ where: { userId, purpose, email: { not: current } } })
  await transaction.emailToken.create({ data: { tokenHash: createSecret().hash, userId, email, purpose, expiresAt: endOf(purpose) } })
}

/** Makes the link for a new address that is still wished for; an earlier one stops working. `undefined` when it is not. */
export async function createWishedLink({ userId, email }: { userId: string, email: string }): Promise<string | undefined> {
  const purpose = 'verify_email'
  const { secret, hash } = createSecret()
  const { count } = await database().emailToken.updateMany({
    where: { userId, email, purpose, usedAt: null },
    data: { tokenHash: hash, expiresAt: endOf(purpose) },
  })
  return count > 0 ? `${PAGE[purpose]}#token=${secret}` : undefined
}

/**
 * Takes back what could still open the account: links for a new password, and every address but
 * the account's that waits for its confirmation. For the moment in which its owner shuts somebody
 * out, who may have asked for either. Lock the account before (`lockAccount`).
 */
export async function forgetLinks(transaction: Prisma.TransactionClient, { userId, email }: { userId: string, email: string }): Promise<void> {
  await transaction.emailToken.deleteMany({ where: { userId, OR: [{ purpose: 'reset_password' }, { email: { not: email } }] } })
}

/** Whoever changes an account or its links comes by here first, so that they take turns. */
export async function lockAccount(transaction: Prisma.TransactionClient, userId: string): Promise<void> {
  await transaction.$queryRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR UPDATE`
}

/**
 * Uses a link up, with its account locked. Of two simultaneous calls one succeeds.
 * @throws AppError `token_invalid` when it is unknown, used, expired or of a closed account
 */
export async function useEmailToken(transaction: Prisma.TransactionClient, { secret, purpose }: { secret: string, purpose: EmailTokenPurpose }) {
  const now = new Date()
  const found = await transaction.emailToken.findUnique({ where: { tokenHash: hashSecret(secret) }, select: { userId: true } })
  if (!found) throw new AppError('token_invalid')
  await lockAccount(transaction, found.userId)
  const [token] = await transaction.emailToken.updateManyAndReturn({
    where: { tokenHash: hashSecret(secret), purpose, usedAt: null, expiresAt: { gt: now }, user: { deactivatedAt: null, deletedAt: null } },
    data: { usedAt: now },
    select: { userId: true, email: true },
  })
  if (!token) throw new AppError('token_invalid')
  return token
}

function endOf(purpose: EmailTokenPurpose): Date {
  return new Date(Date.now() + LIFETIME_SECONDS[purpose] * 1_000)
}
