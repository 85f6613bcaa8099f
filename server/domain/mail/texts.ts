import type { AccountMail } from './account-mail.ts'

/** What a mail says. Only `{name}`, `{link}` and `{email}` are filled in. */
export interface MailText {
  subject: string
  text: string
}

export type MailTexts = Readonly<Record<AccountMail['mail'], MailText>>
