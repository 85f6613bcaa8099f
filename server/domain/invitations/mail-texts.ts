import type { MailText } from '#server/domain/mail/texts.ts'

/**
 * Filled in are `{inviter}`, `{target}`, `{link}` and `{date}`. The reader may not know the
 * inviter: the names stand apart, in quotation marks, and the text says who wrote them.
 */
export const english: MailText = {
  subject: 'Invitation to Parley from “{inviter}”',
  text: `Hello,

you are invited to join a project or a group on Parley. With this link you come in, with or without an account:

{link}

Invited by: “{inviter}”
Invited to: “{target}”

The person who invites you wrote what is in quotation marks, not we. The link works for this address only, until {date}. If you do not know who invites you, you can ignore this mail.
`,
}

export const german: MailText = {
  subject: 'Einladung zu Parley von „{inviter}“',
  text: `Hallo,

Sie sind bei Parley in ein Projekt oder eine Gruppe eingeladen. Mit diesem Link kommen Sie hinein, mit oder ohne Konto:

{link}

Eingeladen von: „{inviter}“
Eingeladen zu: „{target}“

Was in Anführungszeichen steht, hat geschrieben, wer Sie einlädt, nicht wir. Der Link gilt nur für diese Adresse, bis zum {date}. Wenn Sie nicht wissen, wer Sie einlädt, können Sie diese Mail übergehen.
`,
}
