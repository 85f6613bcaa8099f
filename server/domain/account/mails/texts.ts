/** What a mail says. Only `{name}`, `{link}` and `{email}` are filled in. */
export interface MailText {
  subject: string
  text: string
}

export type MailName = 'verifyEmail' | 'alreadyRegistered' | 'resetPassword' | 'passwordChanged' | 'confirmNewEmail' | 'emailChanged'

export type MailTexts = Readonly<Record<MailName, MailText>>
