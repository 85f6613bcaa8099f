import type { User } from '#generated/client.ts'
import { createEmailLink, createEmailChangeLink } from '#server/domain/authentication/email-token.ts'
import { database } from '#server/infra/postgres/database.ts'
import { mailer } from '#server/infra/mailer.ts'
import type { AccountMail } from './account-mail.ts'
import { composeMail, languageOf, linkTo } from './compose-mail.ts'
import { german } from './texts-de.ts'
import { english } from './texts-en.ts'

/**
 * Sends an account mail in the user's language, with a new link. Nothing is sent for a deleted account
 * or a cancelled change of address.
 */
export async function sendAccountMail({ mail, userId, to }: AccountMail): Promise<void> {
  const user = userId === null ? null : await database().user.findUnique({ where: { id: userId, deletedAt: null } })
  if (!user || (mail === 'verifyEmail' && user.emailVerifiedAt)) return
  const address = to ?? user.email
  const { greetings, mails } = languageOf(user) === 'de' ? german : english
  const path = await pathOf(mail, user.id, address)
  if (path === undefined) return
  const { subject, text } = mails[mail]
  const greeting = isOwn(user, address) ? greetings.person : greetings.anyone
  const values = { names: { name: user.name }, own: { link: linkTo(path), email: user.email } }
  await mailer().send({ to: address, ...composeMail({ subject, text: `${greeting}\n\n${text}` }, values) })
}

/** Whether the address is confirmed as the account's. Otherwise the reader may be a stranger, and the name an attack. */
function isOwn({ email, emailVerifiedAt }: User, address: string): boolean {
  return address === email && emailVerifiedAt !== null
}

/** The path that the mail links to, with its secret. `undefined` when nothing should be sent. */
async function pathOf(mail: AccountMail['mail'], userId: string, email: string): Promise<string | undefined> {
  switch (mail) {
    case 'verifyEmail': return await createEmailLink({ userId, email, purpose: 'verify_email' })
    case 'confirmNewEmail': return await createEmailChangeLink({ userId, email })
    case 'resetPassword': return await createEmailLink({ userId, email, purpose: 'reset_password' })
    case 'passwordChanged': return '/reset'
    case 'alreadyRegistered': return '/login'
    case 'emailChanged': return '/'
  }
}
