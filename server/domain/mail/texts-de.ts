import type { MailTexts } from './texts.ts'

export const german: MailTexts = {
  greetings: { person: 'Hallo {name},', anyone: 'Hallo,' },
  mails: {
    verifyEmail: {
      subject: 'Bestätigen Sie Ihre E-Mail-Adresse für Parley',
      text: `willkommen bei Parley. Bitte bestätigen Sie Ihre E-Mail-Adresse:

{link}

Der Link gilt 24 Stunden. Wenn Sie kein Konto erstellt haben, können Sie diese E-Mail ignorieren.
`,
    },
    alreadyRegistered: {
      subject: 'Sie haben schon ein Parley-Konto',
      text: `jemand, wahrscheinlich Sie selbst, wollte mit dieser E-Mail-Adresse ein Parley-Konto erstellen. Sie haben schon ein Konto. Es wurde nichts geändert.

Melden Sie sich an, oder setzen Sie Ihr Passwort zurück, wenn Sie es vergessen haben:

{link}
`,
    },
    resetPassword: {
      subject: 'Setzen Sie Ihr Parley-Passwort zurück',
      text: `mit diesem Link wählen Sie ein neues Passwort. Sie werden auf allen Geräten abgemeldet:

{link}

Der Link gilt eine Stunde und kann einmal verwendet werden. Wenn Sie ihn nicht angefordert haben, können Sie diese E-Mail ignorieren. Ihr Passwort bleibt unverändert.
`,
    },
    passwordChanged: {
      subject: 'Ihr Parley-Passwort wurde geändert',
      text: `das Passwort Ihres Parley-Kontos wurde gerade geändert.

Wenn Sie das nicht waren, setzen Sie Ihr Passwort sofort zurück:

{link}
`,
    },
    confirmNewEmail: {
      subject: 'Bestätigen Sie Ihre neue E-Mail-Adresse für Parley',
      text: `Sie möchten diese E-Mail-Adresse für Ihr Parley-Konto verwenden. Bitte bestätigen Sie sie:

{link}

Der Link gilt 24 Stunden. Wenn Sie ihn nicht angefordert haben, können Sie diese E-Mail ignorieren.
`,
    },
    emailChanged: {
      subject: 'Die E-Mail-Adresse Ihres Parley-Kontos wurde geändert',
      text: `Ihr Parley-Konto verwendet jetzt die E-Mail-Adresse „{email}“. An diese Adresse erhalten Sie keine E-Mails mehr.

Wenn Sie das nicht waren, wenden Sie sich an die Administration Ihrer Parley-Installation.
`,
    },
  },
}
