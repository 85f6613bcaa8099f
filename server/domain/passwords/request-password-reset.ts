import { enqueue } from '#server/domain/jobs/enqueue.ts'
import { sendAccountMailJob } from '#server/domain/mail/jobs.ts'
import { database } from '#server/infra/postgres/database.ts'
import { isWithinLimit } from '#server/infra/rate-limiters.ts'

/**
 * Sends a link for a new password if the address has an account. Without one the same statements
 * run, and a job for nobody is queued: neither answer nor time tell which of the two it was. When
 * the address got enough such links, the latest still works and no other is sent.
 */
export async function requestPasswordReset({ email, requestId }: { email: string, requestId: string }): Promise<void> {
  if (!await isWithinLimit('resetMail', email)) return
  const user = await database().user.findUnique({ where: { email, deactivatedAt: null, deletedAt: null }, select: { id: true } })
  await enqueue(sendAccountMailJob, { mail: 'resetPassword', userId: user?.id ?? null }, { requestId })
}
