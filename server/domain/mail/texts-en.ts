import type { MailTexts } from './texts.ts'

export const english: MailTexts = {
  greetings: { person: 'Hello {name},', anyone: 'Hello,' },
  mails: {
    verifyEmail: {
      subject: 'Confirm your e-mail address for Parley',
      text: `Welcome to Parley. Please confirm your e-mail address:

{link}

The link is valid for 24 hours. If you did not create an account, you can ignore this e-mail.
`,
    },
    alreadyRegistered: {
      subject: 'You already have a Parley account',
      text: `Someone, probably you, tried to create a Parley account with this e-mail address. You already have an account. Nothing was changed.

Sign in, or reset your password if you forgot it:

{link}
`,
    },
    resetPassword: {
      subject: 'Reset your Parley password',
      text: `Use this link to choose a new password. You will be signed out on all devices:

{link}

The link is valid for one hour and can be used once. If you did not request it, you can ignore this e-mail. Your password stays the same.
`,
    },
    passwordChanged: {
      subject: 'Your Parley password was changed',
      text: `The password of your Parley account was just changed.

If this was not you, reset your password immediately:

{link}
`,
    },
    confirmNewEmail: {
      subject: 'Confirm your new e-mail address for Parley',
      text: `You asked to use this e-mail address for your Parley account. Please confirm it:

{link}

The link is valid for 24 hours. If you did not request it, you can ignore this e-mail.
`,
    },
    emailChanged: {
      subject: 'The e-mail address of your Parley account was changed',
      text: `Your Parley account now uses the e-mail address “{email}”. You will no longer receive e-mails at this address.

If this was not you, contact the administrator of your Parley installation.
`,
    },
  },
}
