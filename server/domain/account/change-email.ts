import type { Actor } from '#server/domain/access/actor.ts'
import { inBackground } from '#server/infra/background.ts'
import { database } from '#server/infra/database.ts'
import { confirmPassword } from './confirm-password.ts'
import { createEmailLink } from './email-token.ts'
import { sendAccountMail } from './mails/send-account-mail.ts'

/**
 * Asks for a new address. It counts once it is confirmed from there; until then nothing changes.
 * An address that somebody else uses gets a mail that says so, and the answer is the same.
 * @throws AppError `wrong_credentials`
 */
export async function changeEmail({ actor, password, email }: { actor: Actor, password: string, email: string }): Promise<void> {
  const user = await confirmPassword({ actor, password })
  if (user.email === email) return
  inBackground('e-mail confirmation mail', async () => {
    const owner = await database().user.findUnique({ where: { email } })
    if (owner) return await sendAccountMail({ name: 'alreadyRegistered', to: email, recipient: owner, path: '/login' })
    const path = await createEmailLink({ userId: user.id, email, purpose: 'verify_email' })
    await sendAccountMail({ name: 'confirmNewEmail', to: email, recipient: user, path })
  })
}
