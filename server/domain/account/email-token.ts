import type { Prisma } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { database } from '#server/infra/database.ts'
import { RESET_PASSWORD_SECONDS, VERIFY_EMAIL_SECONDS } from './lifetimes.ts'
import { createSecret, hashSecret } from './secret.ts'

export type EmailTokenPurpose = 'verify_email' | 'reset_password'

const LIFETIME_SECONDS = { verify_email: VERIFY_EMAIL_SECONDS, reset_password: RESET_PASSWORD_SECONDS } as const

/** The page that each kind of link opens. The secret stands behind `#`, so that no server log and no Referer shows it. */
const PAGE = { verify_email: '/verify', reset_password: '/reset' } as const

/** Makes a single-use link for an address; an earlier one for the same purpose stops working. */
export async function createEmailLink({ userId, email, purpose }: { userId: string, email: string, purpose: EmailTokenPurpose }): Promise<string> {
  const { secret, hash } = createSecret()
  const expiresAt = new Date(Date.now() + LIFETIME_SECONDS[purpose] * 1_000)
  await database().$transaction([
    database().emailToken.deleteMany({ where: { userId, purpose } }),
    database().emailToken.create({ data: { tokenHash: hash, userId, email, purpose, expiresAt } }),
  ])
  return `${PAGE[purpose]}#token=${secret}`
}

/**
 * Uses a link up. Of two simultaneous calls one succeeds.
 * @throws AppError `token_invalid` when it is unknown, used, expired or of a closed account
 */
export async function useEmailToken(transaction: Prisma.TransactionClient, { secret, purpose }: { secret: string, purpose: EmailTokenPurpose }) {
  const now = new Date()
  const [token] = await transaction.emailToken.updateManyAndReturn({
    where: { tokenHash: hashSecret(secret), purpose, usedAt: null, expiresAt: { gt: now }, user: { deactivatedAt: null, deletedAt: null } },
    data: { usedAt: now },
    select: { userId: true, email: true },
  })
  if (!token) throw new AppError('token_invalid')
  return token
}
