import { z } from 'zod'
import { defineContract } from './contract.ts'
import { about, counter, email, id, newPassword, password, personName, secret, text, timestamp } from './fields.ts'

export const platformRole = z.enum(['member', 'moderator', 'admin'])

/** The delay is off by default. */
const undoSendSeconds = z.literal([0, 5, 10, 20, 30])

export const preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Keys of the list of languages in `config/i18n.ts`; empty follows the browser. */
  locale: z.enum(['', 'en', 'de']).default(''),
  density: z.enum(['comfortable', 'compact']).default('comfortable'),
  messageStyle: z.enum(['bubbles', 'lines']).default('bubbles'),
  sendWith: z.enum(['enter', 'ctrl-enter']).default('enter'),
  /** Seconds for which sending is delayed, so that it can be undone. */
  undoSendSeconds: undoSendSeconds.default(0),
  /** Whether links in the user's own messages get a preview. */
  linkPreviews: z.boolean().default(true),
  /** Whether others see the user's read marker. The same switch hides the markers of others. */
  readReceipts: z.boolean().default(true),
})

/** The account of the signed-in user. No other user sees it. */
export const account = z.strictObject({
  id,
  email: z.email(),
  emailVerified: z.boolean(),
  name: z.string(),
  about: z.string(),
  platformRole,
  preferences,
  createdAt: timestamp,
})

export const session = z.strictObject({
  id,
  current: z.boolean(),
  userAgent: z.string(),
  address: z.string(),
  lastUsedAt: timestamp,
  createdAt: timestamp,
})

/** The response of an operation without a result. */
export const done = z.strictObject({ done: z.literal(true) })

/**
 * The response of a sign-in. A browser gets httpOnly cookies, and `marker` is a constant without
 * meaning. A program that sends `X-Parley-Client: api` gets the tokens, unless the request comes
 * from a browser.
 */
export const signedIn = z.strictObject({
  marker: z.literal('signed-in'),
  user: account,
  accessToken: z.string().optional(),
  refreshToken: z.string().optional(),
  /** Seconds until the access token ends. */
  expiresIn: counter,
})

export const login = defineContract('login', {
  summary: 'Sign in with e-mail and password',
  access: 'anyone',
  limits: ['loginAddress', 'loginAccount', 'loginKnownBrowser'],
  body: z.strictObject({ email, password }),
  response: signedIn,
  errors: ['wrong_credentials'],
})

export const register = defineContract('register', {
  summary: 'Create an account; the response does not reveal whether the address is known',
  access: 'anyone',
  limits: ['register', 'registerMail'],
  body: z.strictObject({ email, password: newPassword, name: personName }),
  response: done,
  status: [202],
})

export const setUp = defineContract('setUp', {
  summary: 'Create the first administrator with the code from the server\'s terminal, once; `removeDemo` also deletes the demo data for good',
  access: 'anyone',
  limits: ['register'],
  body: z.strictObject({ code: secret, email, password: newPassword, name: personName, removeDemo: z.boolean().default(false) }),
  response: done,
  status: [201],
  errors: ['token_invalid', 'conflict', 'email_taken'],
})

export const refresh = defineContract('refresh', {
  summary: 'Exchange the refresh token for new tokens; reuse of an old token revokes the session',
  access: 'anyone',
  limits: ['public', 'session'],
  body: z.strictObject({ refreshToken: text(200).optional() }).default({}),
  response: signedIn,
  errors: ['unauthenticated', 'session_revoked'],
})

export const logout = defineContract('logout', {
  summary: 'End this session and its sockets',
  access: 'anyone',
  limits: ['public', 'session'],
  response: done,
})

export const readSession = defineContract('readSession', {
  summary: 'Read the signed-in account',
  access: 'user',
  limits: ['accountAddress', 'read'],
  response: z.strictObject({ user: account }),
})

export const readAccount = defineContract('readAccount', {
  summary: 'Read your account',
  access: 'user',
  limits: ['accountAddress', 'read'],
  response: account,
})

export const updateAccount = defineContract('updateAccount', {
  summary: 'Edit your profile',
  access: 'user',
  limits: ['accountAddress', 'command'],
  body: z.strictObject({ name: personName.optional(), about: about.optional() }),
  response: account,
})

export const updatePreferences = defineContract('updatePreferences', {
  summary: 'Change your preferences',
  access: 'user',
  limits: ['accountAddress', 'command'],
  body: z.strictObject({
    theme: preferences.shape.theme.unwrap().optional(),
    locale: preferences.shape.locale.unwrap().optional(),
    density: preferences.shape.density.unwrap().optional(),
    messageStyle: preferences.shape.messageStyle.unwrap().optional(),
    sendWith: preferences.shape.sendWith.unwrap().optional(),
    undoSendSeconds: preferences.shape.undoSendSeconds.unwrap().optional(),
    linkPreviews: preferences.shape.linkPreviews.unwrap().optional(),
    readReceipts: preferences.shape.readReceipts.unwrap().optional(),
  }),
  response: account,
})

export const deleteAccount = defineContract('deleteAccount', {
  summary: 'Delete your account; your messages remain without your name',
  access: 'user',
  limits: ['passwordAddress', 'password'],
  body: z.strictObject({ password }),
  response: done,
  errors: ['wrong_credentials', 'last_lead'],
})

export const changePassword = defineContract('changePassword', {
  summary: 'Change your password; your other sessions end',
  access: 'user',
  limits: ['passwordAddress', 'password'],
  body: z.strictObject({ password, newPassword }),
  response: done,
  errors: ['wrong_credentials'],
})

export const changeEmail = defineContract('changeEmail', {
  summary: 'Request a new e-mail address; it takes effect when it is confirmed by the link sent to it',
  access: 'user',
  limits: ['passwordAddress', 'password', 'changeEmailMail'],
  body: z.strictObject({ password, email }),
  response: done,
  status: [202],
  errors: ['wrong_credentials'],
})

export const requestPasswordReset = defineContract('requestPasswordReset', {
  summary: 'Send a password reset link, if the address is known',
  access: 'anyone',
  limits: ['mail', 'resetMail'],
  body: z.strictObject({ email }),
  response: done,
  status: [202],
})

/** Limited by address, because the account of the link is known only after it is used. `resetMail` limits the links of an account. */
export const resetPassword = defineContract('resetPassword', {
  summary: 'Set a new password with the link from the e-mail; all sessions end',
  access: 'anyone',
  limits: ['mailLink'],
  body: z.strictObject({ token: secret, newPassword }),
  response: done,
  errors: ['token_invalid'],
})

/** Limited by address, as `resetPassword`. */
export const verifyEmail = defineContract('verifyEmail', {
  summary: 'Confirm an e-mail address with the link from the e-mail',
  access: 'anyone',
  limits: ['mailLink'],
  body: z.strictObject({ token: secret }),
  response: done,
  errors: ['token_invalid', 'email_taken'],
})

export const resendVerification = defineContract('resendVerification', {
  summary: 'Send the confirmation link again',
  access: 'user',
  limits: ['accountAddress', 'mailUser'],
  response: done,
  status: [202],
})

export const listSessions = defineContract('listSessions', {
  summary: 'List the devices that are signed in',
  access: 'user',
  limits: ['accountAddress', 'read'],
  response: z.array(session),
})

export const revokeSession = defineContract('revokeSession', {
  summary: 'Sign one device out',
  access: 'user',
  limits: ['accountAddress', 'command'],
  params: z.strictObject({ sessionId: id }),
  response: done,
  errors: ['not_found'],
})

export const revokeOtherSessions = defineContract('revokeOtherSessions', {
  summary: 'Sign all other devices out',
  access: 'user',
  limits: ['accountAddress', 'command'],
  response: done,
})
