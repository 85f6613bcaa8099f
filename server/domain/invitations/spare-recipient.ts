import { createHash } from 'node:crypto'
import { AppError } from '#shared/errors.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'

/**
 * Counts mails by address, whoever invites into whatever: it is one person who reads them all.
 * @throws AppError `too_many_mails` when the address got enough of them today
 */
export async function spareRecipient(email: string): Promise<void> {
  try {
    // Addresses of people do not belong into a cache's keys.
    await takePoint('remind', createHash('sha256').update(email).digest('base64url'))
  }
  catch (error) {
    if (error instanceof AppError) throw new AppError('too_many_mails', error.details)
    throw error
  }
}
