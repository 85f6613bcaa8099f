import type { Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { database } from '#server/infra/postgres/database.ts'
import { RESET_PASSWORD_SECONDS, VERIFY_EMAIL_SECONDS } from './lifetimes.ts'
import { createSecret, hashSecret } from './secret.ts'

export type EmailTokenPurpose = 'verify_email' | 'reset_password'

const LIFETIME_SECONDS = { verify_email: VERIFY_EMAIL_SECONDS, reset_password: RESET_PASSWORD_SECONDS } as const

/** The page that each kind of link opens. The secret follows `#`, so that it appears in no server log and no Referer. */
const PAGE = { verify_email: '/verify', reset_password: '/reset' } as const

/** The account, address and purpose of a link. */
interface LinkTarget {
  userId: string
  email: string
  purpose: EmailTokenPurpose
}

/**
 * Creates a single-use link for the account's address and replaces an earlier one for the same
 * purpose. Returns `undefined` when the account's address has changed meanwhile.
 */
export async function createEmailLink({ userId, email, purpose }: LinkTarget): Promise<string | undefined> {
  const { secret, hash } = createSecret()
  return await database().$transaction(async (transaction) => {
    await lockAccount(transaction, userId)
    if (await transaction.user.count({ where: { id: userId, email } }) === 0) return undefined
    await transaction.emailToken.deleteMany({ where: { userId, purpose, email } })
    await transaction.emailToken.create({ data: { tokenHash: hash, userId, email, purpose, expiresAt: expiryOf(purpose) } })
    return `${PAGE[purpose]}#token=${secret}`
  })
}

/**
 * Stores the request for a new address and replaces earlier requests. The secret of this row is
 * discarded: the mail job sets a new one (`createEmailChangeLink`), and finds no row when the request
 * was cancelled meanwhile (`deletePendingLinks`).
 */
export async function storeEmailChange(transaction: Prisma.TransactionClient, { userId, email, current }: { userId: string, email: string, current: string }): Promise<void> {
  const purpose = 'verify_email'
  await transaction.emailToken.deleteMany({ where: { userId, purpose, email: { not: current } } })
  await transaction.emailToken.create({ data: { tokenHash: createSecret().hash, userId, email, purpose, expiresAt: expiryOf(purpose) } })
}

/** Creates the link for a requested address and replaces an earlier one. Returns `undefined` when the request was cancelled. */
export async function createEmailChangeLink({ userId, email }: { userId: string, email: string }): Promise<string | undefined> {
  const purpose = 'verify_email'
  const { secret, hash } = createSecret()
  const { count } = await database().emailToken.updateMany({
    where: { userId, email, purpose, usedAt: null },
    data: { tokenHash: hash, expiresAt: expiryOf(purpose) },
  })
  return count > 0 ? `${PAGE[purpose]}#token=${secret}` : undefined
}

/**
 * Deletes all password reset links and all requests for another address. Call it whenever the
 * password or address changes, since an intruder may have requested either. The caller must have
 * locked the account (`lockAccount`).
 */
export async function deletePendingLinks(transaction: Prisma.TransactionClient, { userId, email }: { userId: string, email: string }): Promise<void> {
  await transaction.emailToken.deleteMany({ where: { userId, OR: [{ purpose: 'reset_password' }, { email: { not: email } }] } })
}

/** Locks the row of an account. Every change of an account or its links starts with this lock. */
export async function lockAccount(transaction: Prisma.TransactionClient, userId: string): Promise<void> {
  await transaction.$queryRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR UPDATE`
}

/**
 * Locks the account and marks its link as used. Of two simultaneous calls one succeeds.
 * @throws AppError `token_invalid` when the link is unknown, used or expired, or its account is deactivated or deleted
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

function expiryOf(purpose: EmailTokenPurpose): Date {
  return new Date(Date.now() + LIFETIME_SECONDS[purpose] * 1_000)
}
