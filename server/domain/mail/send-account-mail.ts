import type { User } from '#generated/client.ts'
import { createEmailLink, createWishedLink } from '#server/domain/authentication/email-token.ts'
import { database } from '#server/infra/postgres/database.ts'
import { mailer } from '#server/infra/mailer.ts'
import type { AccountMail } from './account-mail.ts'
import { composeMail, languageOf, linkTo } from './compose-mail.ts'
import { german } from './texts-de.ts'
import { english } from './texts-en.ts'

/**
 * Sends one of the texts in the person's language, with a link made for it. A closed account gets
 * none, and neither does a new address that is not wished for any more.
 */
export async function sendAccountMail({ mail, userId, to }: AccountMail): Promise<void> {
  const user = userId === null ? null : await database().user.findUnique({ where: { id: userId, deletedAt: null } })
  if (!user || (mail === 'verifyEmail' && user.emailVerifiedAt)) return
  const address = to ?? user.email
  const { greetings, mails } = languageOf(user) === 'de' ? german : english
  const path = await pathOf(mail, user.id, address)
  if (path === undefined) return
  const { subject, text } = mails[mail]
  const greeting = isOwn(user, address) ? greetings.person : greetings.anybody
  const values = { names: { name: user.name }, own: { link: linkTo(path), email: user.email } }
  await mailer().send({ to: address, ...composeMail({ subject, text: `${greeting}\n\n${text}` }, values) })
}

/** Whether the account's holder reads the mail. Somebody else may have given a stranger's address, and any name. */
function isOwn({ email, emailVerifiedAt }: User, address: string): boolean {
  return address === email && emailVerifiedAt !== null
}

/** The page of ours that the mail leads to, with all that follows it. */
async function pathOf(mail: AccountMail['mail'], userId: string, email: string): Promise<string | undefined> {
  switch (mail) {
    case 'verifyEmail': return await createEmailLink({ userId, email, purpose: 'verify_email' })
    case 'confirmNewEmail': return await createWishedLink({ userId, email })
    case 'resetPassword': return await createEmailLink({ userId, email, purpose: 'reset_password' })
    case 'passwordChanged': return '/reset'
    case 'alreadyRegistered': return '/login'
    case 'emailChanged': return '/'
  }
}
