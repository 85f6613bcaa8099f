import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { enqueue } from '#server/domain/jobs/enqueue.ts'
import { sendAccountMailJob } from '#server/domain/mail/jobs.ts'
import { database } from '#server/infra/postgres/database.ts'

/** Sends the confirmation link again, unless the address is confirmed. */
export async function resendVerification({ actor }: { actor: Actor }): Promise<void> {
  authorize(actor, 'account:own')
  const user = await database().user.findUniqueOrThrow({ where: { id: actor.userId } })
  if (user.emailVerifiedAt) return
  await enqueue(sendAccountMailJob, { mail: 'verifyEmail', userId: user.id }, { requestId: actor.requestId })
}
