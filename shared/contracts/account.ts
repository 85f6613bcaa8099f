import { z } from 'zod'
import { defineContract } from './contract.ts'
import { about, counter, email, id, newPassword, password, personName, secret, text, timestamp } from './fields.ts'

export const platformRole = z.enum(['member', 'moderator', 'admin'])

/** None is the default: what is sent is sent. */
const undoSendSeconds = z.literal([0, 5, 10, 20, 30])

export const preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Keys of the list of languages in `config/i18n.ts`; empty follows the browser. */
  locale: z.enum(['', 'en', 'de']).default(''),
  density: z.enum(['comfortable', 'compact']).default('comfortable'),
  messageStyle: z.enum(['bubbles', 'lines']).default('bubbles'),
  sendWith: z.enum(['enter', 'ctrl-enter']).default('enter'),
  /** Seconds for which a message can be taken back before it is sent. */
  undoSendSeconds: undoSendSeconds.default(0),
  /** Whether the links in one's own messages are shown with what they lead to. */
  linkPreviews: z.boolean().default(true),
  /** Whether others see when one has read; who shows nothing sees nothing of others. */
  readReceipts: z.boolean().default(true),
})

/** The signed-in person, as only they see themselves. */
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

/** The answer of what was done and has nothing to say. */
export const done = z.strictObject({ done: z.literal(true) })

/**
 * What sign-in answers. A browser gets its credential as httpOnly cookies and `marker` is a
 * constant without value; a program that sends `X-Parley-Client: api` gets the tokens, unless its
 * request comes from a browser.
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
  summary: 'Create an account; the answer is the same whether or not the address was known',
  access: 'anyone',
  limits: ['register', 'registerMail'],
  body: z.strictObject({ email, password: newPassword, name: personName }),
  response: done,
  status: [202],
})

export const setUp = defineContract('setUp', {
  summary: 'Create the first administrator with the code from the server\'s terminal; works once. `removeDemo` removes the demo for good in the same step',
  access: 'anyone',
  limits: ['register'],
  body: z.strictObject({ code: secret, email, password: newPassword, name: personName, removeDemo: z.boolean().default(false) }),
  response: done,
  status: [201],
  errors: ['token_invalid', 'conflict', 'email_taken'],
})

export const refresh = defineContract('refresh', {
  summary: 'Exchange the refresh token for new tokens; a token that was used before ends the session',
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
  summary: 'Say who is signed in',
  access: 'person',
  limits: ['accountAddress', 'read'],
  response: z.strictObject({ user: account }),
})

export const readAccount = defineContract('readAccount', {
  summary: 'Read your account',
  access: 'person',
  limits: ['accountAddress', 'read'],
  response: account,
})

export const updateAccount = defineContract('updateAccount', {
  summary: 'Edit your profile',
  access: 'person',
  limits: ['accountAddress', 'command'],
  body: z.strictObject({ name: personName.optional(), about: about.optional() }),
  response: account,
})

export const updatePreferences = defineContract('updatePreferences', {
  summary: 'Change how the interface looks and behaves for you',
  access: 'person',
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
  summary: 'Delete your account; your messages stay, without your name',
  access: 'person',
  limits: ['passwordAddress', 'password'],
  body: z.strictObject({ password }),
  response: done,
  errors: ['wrong_credentials', 'last_lead'],
})

export const changePassword = defineContract('changePassword', {
  summary: 'Change your password; your other sessions end',
  access: 'person',
  limits: ['passwordAddress', 'password'],
  body: z.strictObject({ password, newPassword }),
  response: done,
  errors: ['wrong_credentials'],
})

export const changeEmail = defineContract('changeEmail', {
  summary: 'Ask for a new e-mail address; it counts once it is confirmed from there',
  access: 'person',
  limits: ['passwordAddress', 'password', 'changeEmailMail'],
  body: z.strictObject({ password, email }),
  response: done,
  status: [202],
  errors: ['wrong_credentials'],
})

export const requestPasswordReset = defineContract('requestPasswordReset', {
  summary: 'Send a link for a new password, if the address is known',
  access: 'anyone',
  limits: ['mail', 'resetMail'],
  body: z.strictObject({ email }),
  response: done,
  status: [202],
})

/** By address: whose link it is shows when it is used up, and a person gets few of them (`resetMail`). */
export const resetPassword = defineContract('resetPassword', {
  summary: 'Set a new password with the link from the e-mail; all sessions end',
  access: 'anyone',
  limits: ['mailLink'],
  body: z.strictObject({ token: secret, newPassword }),
  response: done,
  errors: ['token_invalid'],
})

/** By address, as `resetPassword`. */
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
  access: 'person',
  limits: ['accountAddress', 'mailUser'],
  response: done,
  status: [202],
})

export const listSessions = defineContract('listSessions', {
  summary: 'List the devices that are signed in',
  access: 'person',
  limits: ['accountAddress', 'read'],
  response: z.array(session),
})

export const revokeSession = defineContract('revokeSession', {
  summary: 'Sign one device out',
  access: 'person',
  limits: ['accountAddress', 'command'],
  params: z.strictObject({ sessionId: id }),
  response: done,
  errors: ['not_found'],
})

export const revokeOtherSessions = defineContract('revokeOtherSessions', {
  summary: 'Sign all other devices out',
  access: 'person',
  limits: ['accountAddress', 'command'],
  response: done,
})
