import type { AccountMail } from './account-mail.ts'

/** Subject and body of a mail, without the greeting. Placeholders: `{link}` and `{email}`. A subject starts with our own words, not with a name. */
export interface MailText {
  subject: string
  text: string
}

export interface MailTexts {
  /** The first line: for the owner of the account, with `{name}`, and for any other reader. */
  readonly greetings: { readonly person: string, readonly anyone: string }
  readonly mails: Readonly<Record<AccountMail['mail'], MailText>>
}
