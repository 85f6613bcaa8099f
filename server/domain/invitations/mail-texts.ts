import type { MailText } from '#server/domain/mail/texts.ts'

/** Filled in are `{inviter}`, `{target}`, `{link}` and `{date}`. */
export const english: MailText = {
  subject: '{inviter} invites you to “{target}”',
  text: `Hello,

{inviter} invites you to “{target}” on Parley. With this link you come in, with or without an account:

{link}

It works for this address only, until {date}. If you do not know {inviter}, you can ignore this mail.
`,
}

export const german: MailText = {
  subject: '{inviter} lädt Sie zu „{target}“ ein',
  text: `Hallo,

{inviter} lädt Sie bei Parley zu „{target}“ ein. Mit diesem Link kommen Sie hinein, mit oder ohne Konto:

{link}

Er gilt nur für diese Adresse, bis zum {date}. Wenn Sie {inviter} nicht kennen, können Sie diese Mail übergehen.
`,
}
