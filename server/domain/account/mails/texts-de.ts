import type { MailTexts } from './texts.ts'

export const german: MailTexts = {
  verifyEmail: {
    subject: 'Bestätige deine E-Mail-Adresse für Parley',
    text: `Hallo {name},

willkommen bei Parley. Bitte bestätige, dass das deine E-Mail-Adresse ist:

{link}

Der Link gilt 24 Stunden. Wenn du kein Konto angelegt hast, kannst du diese Mail übergehen.
`,
  },
  alreadyRegistered: {
    subject: 'Du hast schon ein Parley-Konto',
    text: `Hallo {name},

jemand, wahrscheinlich du, wollte diese Adresse für ein Parley-Konto verwenden. Sie gehört schon zu deinem Konto. Es wurde nichts geändert.

Melde dich an, oder setze ein neues Passwort, wenn du deines vergessen hast:

{link}
`,
  },
  resetPassword: {
    subject: 'Setze ein neues Passwort für Parley',
    text: `Hallo {name},

mit diesem Link setzt du ein neues Passwort. Alle deine Geräte werden abgemeldet:

{link}

Der Link gilt einmal, eine Stunde lang. Wenn du ihn nicht angefordert hast, kannst du diese Mail übergehen: Dein Passwort bleibt, wie es ist.
`,
  },
  passwordChanged: {
    subject: 'Dein Parley-Passwort wurde geändert',
    text: `Hallo {name},

das Passwort deines Kontos wurde gerade geändert.

Wenn du das nicht warst, setze sofort ein neues:

{link}
`,
  },
  confirmNewEmail: {
    subject: 'Bestätige deine neue E-Mail-Adresse für Parley',
    text: `Hallo {name},

du möchtest diese Adresse für dein Parley-Konto verwenden. Sie gilt, sobald du sie bestätigst:

{link}

Der Link gilt 24 Stunden. Wenn du das nicht wolltest, kannst du diese Mail übergehen.
`,
  },
  emailChanged: {
    subject: 'Dein Parley-Konto hat eine neue E-Mail-Adresse',
    text: `Hallo {name},

dein Konto verwendet jetzt die Adresse {email}. Das ist die letzte Mail an die alte.

Wenn du das nicht warst, wende dich bitte an die Leute, die dieses Parley betreiben.
`,
  },
}
