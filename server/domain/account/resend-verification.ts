import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/database.ts'
import { createEmailLink } from './email-token.ts'
import { sendAccountMail } from './mails/send-account-mail.ts'

/** Sends the confirmation link again; a confirmed address needs none. */
export async function resendVerification({ actor }: { actor: Actor }): Promise<void> {
  authorize(actor, 'account:own')
  const user = await database().user.findUniqueOrThrow({ where: { id: actor.userId } })
  if (user.emailVerifiedAt) return
  const path = await createEmailLink({ userId: user.id, email: user.email, purpose: 'verify_email' })
  await sendAccountMail({ name: 'verifyEmail', to: user.email, recipient: user, path })
}
