import { createEmailLink, createWishedLink } from '#server/domain/authentication/email-token.ts'
import { database } from '#server/infra/postgres/database.ts'
import { mailer } from '#server/infra/mailer.ts'
import type { AccountMail } from './account-mail.ts'
import { fillIn, languageOf, linkTo } from './compose-mail.ts'
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
  const { subject, text } = (languageOf(user) === 'de' ? german : english)[mail]
  const path = await pathOf(mail, user.id, address)
  if (path === undefined) return
  const values = { name: user.name, link: linkTo(path), email: user.email }
  await mailer().send({ to: address, subject, text: fillIn(text, values) })
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
