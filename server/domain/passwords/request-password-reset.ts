import { enqueue } from '#server/domain/jobs/enqueue.ts'
import { sendAccountMailJob } from '#server/domain/mail/jobs.ts'
import { database } from '#server/infra/postgres/database.ts'
import { isWithinLimit } from '#server/infra/rate-limiters.ts'

/**
 * Mails a password reset link if the address has an account. Without one the same statements run and
 * an empty job is queued, so that neither response nor time reveals whether an account exists. Over
 * the mail limit of the address nothing is sent, and the latest link still works.
 */
export async function requestPasswordReset({ email, requestId }: { email: string, requestId: string }): Promise<void> {
  if (!await isWithinLimit('resetMail', email)) return
  const user = await database().user.findUnique({ where: { email, deactivatedAt: null, deletedAt: null }, select: { id: true } })
  await enqueue(sendAccountMailJob, { mail: 'resetPassword', userId: user?.id ?? null }, { requestId })
}
