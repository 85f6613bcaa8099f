import { inBackground } from '#server/infra/background.ts'
import { database } from '#server/infra/database.ts'
import { createEmailLink } from './email-token.ts'
import { sendAccountMail } from './mails/send-account-mail.ts'

/** Sends a link for a new password if the address has an account. It returns at once either way. */
export function requestPasswordReset({ email }: { email: string }): void {
  inBackground('password reset mail', async () => {
    const user = await database().user.findUnique({ where: { email, deactivatedAt: null, deletedAt: null } })
    if (!user) return
    const path = await createEmailLink({ userId: user.id, email, purpose: 'reset_password' })
    await sendAccountMail({ name: 'resetPassword', to: email, recipient: user, path })
  })
}
