import type { MailTexts } from './texts.ts'

export const german: MailTexts = {
  greetings: { person: 'Hallo {name},', anybody: 'Hallo,' },
  mails: {
    verifyEmail: {
      subject: 'Bestätigen Sie Ihre E-Mail-Adresse für Parley',
      text: `willkommen bei Parley. Bitte bestätigen Sie, dass das Ihre E-Mail-Adresse ist:

{link}

Der Link gilt 24 Stunden. Wenn Sie kein Konto angelegt haben, können Sie diese Mail übergehen.
`,
    },
    alreadyRegistered: {
      subject: 'Sie haben schon ein Parley-Konto',
      text: `jemand, wahrscheinlich Sie selbst, wollte diese Adresse für ein Parley-Konto verwenden. Sie gehört schon zu Ihrem Konto. Es wurde nichts geändert.

Melden Sie sich an, oder setzen Sie ein neues Passwort, wenn Sie Ihres vergessen haben:

{link}
`,
    },
    resetPassword: {
      subject: 'Setzen Sie ein neues Passwort für Parley',
      text: `mit diesem Link setzen Sie ein neues Passwort. Alle Ihre Geräte werden abgemeldet:

{link}

Der Link gilt einmal, eine Stunde lang. Wenn Sie ihn nicht angefordert haben, können Sie diese Mail übergehen: Ihr Passwort bleibt, wie es ist.
`,
    },
    passwordChanged: {
      subject: 'Ihr Parley-Passwort wurde geändert',
      text: `das Passwort Ihres Kontos wurde gerade geändert.

Wenn Sie das nicht waren, setzen Sie sofort ein neues:

{link}
`,
    },
    confirmNewEmail: {
      subject: 'Bestätigen Sie Ihre neue E-Mail-Adresse für Parley',
      text: `Sie möchten diese Adresse für Ihr Parley-Konto verwenden. Sie gilt, sobald Sie sie bestätigen:

{link}

Der Link gilt 24 Stunden. Wenn Sie das nicht wollten, können Sie diese Mail übergehen.
`,
    },
    emailChanged: {
      subject: 'Ihr Parley-Konto hat eine neue E-Mail-Adresse',
      text: `Ihr Konto verwendet jetzt die Adresse „{email}“. Das ist die letzte Mail an die alte.

Wenn Sie das nicht waren, wenden Sie sich bitte an die Leute, die dieses Parley betreiben.
`,
    },
  },
}
