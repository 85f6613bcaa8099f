import type { MailTexts } from './texts.ts'

export const english: MailTexts = {
  greetings: { person: 'Hello {name},', anybody: 'Hello,' },
  mails: {
    verifyEmail: {
      subject: 'Confirm your e-mail address for Parley',
      text: `welcome to Parley. Please confirm that this is your e-mail address:

{link}

The link works for 24 hours. If you did not create an account, you can ignore this mail.
`,
    },
    alreadyRegistered: {
      subject: 'You already have a Parley account',
      text: `somebody, probably you, wanted to use this address for a Parley account. It belongs to your account already. Nothing was changed.

Sign in, or set a new password if you have forgotten yours:

{link}
`,
    },
    resetPassword: {
      subject: 'Set a new password for Parley',
      text: `with this link you set a new password. All your devices will be signed out:

{link}

The link works once, for one hour. If you did not ask for it, you can ignore this mail: your password stays as it is.
`,
    },
    passwordChanged: {
      subject: 'Your Parley password was changed',
      text: `the password of your account was changed just now.

If that was not you, set a new one at once:

{link}
`,
    },
    confirmNewEmail: {
      subject: 'Confirm your new e-mail address for Parley',
      text: `you asked to use this address for your Parley account. It counts as soon as you confirm it:

{link}

The link works for 24 hours. If you did not ask for it, you can ignore this mail.
`,
    },
    emailChanged: {
      subject: 'Your Parley account has a new e-mail address',
      text: `your account now uses the address “{email}”. This is the last mail to the old one.

If that was not you, please write to the administrator of this Parley.
`,
    },
  },
}
