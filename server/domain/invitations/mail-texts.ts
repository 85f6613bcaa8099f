import type { MailText } from '#server/domain/mail/texts.ts'

/**
 * Placeholders: `{inviter}`, `{target}`, `{link}` and `{date}`. The reader may not know the inviter, so
 * the names are on lines of their own, in quotation marks, and the text says who wrote them.
 */
export const english: MailText = {
  subject: 'Invitation to Parley from “{inviter}”',
  text: `Hello,

You are invited to join a project or a group on Parley. Use this link to join, with or without an account:

{link}

Invited by: “{inviter}”
Invited to: “{target}”

The names in quotation marks were written by the person who invites you, not by us. The link works only for this e-mail address, until {date}. If you do not know this person, you can ignore this e-mail.
`,
}

export const german: MailText = {
  subject: 'Einladung zu Parley von „{inviter}“',
  text: `Hallo,

Sie sind bei Parley in ein Projekt oder eine Gruppe eingeladen. Mit diesem Link treten Sie bei, mit oder ohne Konto:

{link}

Eingeladen von: „{inviter}“
Eingeladen zu: „{target}“

Die Namen in Anführungszeichen stammen von der Person, die Sie einlädt, nicht von uns. Der Link gilt nur für diese E-Mail-Adresse, bis zum {date}. Wenn Sie diese Person nicht kennen, können Sie diese E-Mail ignorieren.
`,
}
