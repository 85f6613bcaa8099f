import type { AccountMail } from './account-mail.ts'

/** What a mail says, after its greeting. Only `{link}` and `{email}` are filled in. A subject begins with our own words. */
export interface MailText {
  subject: string
  text: string
}

export interface MailTexts {
  /** The first line: for the holder of the account, with `{name}`, and for any reader. */
  readonly greetings: { readonly person: string, readonly anybody: string }
  readonly mails: Readonly<Record<AccountMail['mail'], MailText>>
}
