import { hashSync } from 'bcryptjs'
import { describe, expect } from 'vitest'
import type { Actor } from '#server/domain/access/actor.ts'
import { changeEmail } from '#server/domain/account/change-email.ts'
import { changePassword } from '#server/domain/passwords/change-password.ts'
import { deleteAccount } from '#server/domain/account/delete-account.ts'
import { login } from '#server/domain/authentication/login.ts'
import { readAccount } from '#server/domain/account/read-account.ts'
import { register } from '#server/domain/account/register.ts'
import { requestPasswordReset } from '#server/domain/passwords/request-password-reset.ts'
import { resendVerification } from '#server/domain/account/resend-verification.ts'
import { resetPassword } from '#server/domain/passwords/reset-password.ts'
import { updateAccount } from '#server/domain/account/update-account.ts'
import { updatePreferences } from '#server/domain/account/update-preferences.ts'
import { verifyEmail } from '#server/domain/account/verify-email.ts'
import { database } from '#server/infra/postgres/database.ts'
import { secretIn } from '../../helpers/account-domain.ts'
import { until } from '../../helpers/until.ts'
import { accountTest } from '../../helpers/fixtures/account.ts'

const address = '203.0.113.7'
const requestId = 'test'
const password = 'fourteen tables'

function signIn(email: string, withPassword = password) {
  return login({ email, password: withPassword, userAgent: '', address })
}

const it = accountTest
  /** Registers a person and waits for the first mail. */
  .extend('join', ({ domain }) => async (email: string, { locale = 'en', name = 'Maya Lindqvist' } = {}): Promise<Actor> => {
    await register({ email, password, name, locale, address, requestId })
    await domain.mailTo(email)
    const [row] = await domain.database.query<{ id: string }>('SELECT id FROM users WHERE email = $1', [email])
    return await domain.actorFor(row?.id ?? '')
  })

describe('registration', () => {
  it('[R-001] creates an account and confirms its address by a link that works once', async ({ domain, join }) => {
    const actor = await join('maya@lume.example')
    expect(await readAccount({ actor })).toMatchObject({ email: 'maya@lume.example', emailVerified: false, platformRole: 'member' })
    const token = secretIn(await domain.mailTo('maya@lume.example'))
    await verifyEmail({ token, address, requestId })
    expect(await readAccount({ actor })).toMatchObject({ emailVerified: true })
    await expect(verifyEmail({ token, address, requestId })).rejects.toMatchObject({ code: 'token_invalid' })
  })

  it('[R-001] [S-5] registering a known address changes nothing and notifies only its owner', async ({ domain, join }) => {
    await join('sam@harbor.example')
    await expect(register({ email: 'sam@harbor.example', password: 'nine quiet harbors', name: 'Mallory', locale: 'en', address, requestId })).resolves.toBeUndefined()
    const mail = await domain.mailTo('sam@harbor.example', /already/)
    expect(mail.text).not.toContain('Mallory')
    await expect(signIn('sam@harbor.example', 'nine quiet harbors')).rejects.toMatchObject({ code: 'wrong_credentials' })
    await expect(signIn('sam@harbor.example')).resolves.toBeDefined()
  })

  it('[R-001] twenty simultaneous registrations create one account', async ({ domain }) => {
    const email = 'twenty@lume.example'
    await Promise.all(Array.from({ length: 20 }, () => register({ email, password, name: 'Twenty', locale: 'en', address, requestId })))
    expect(await domain.database.query('SELECT 1 FROM users WHERE email = $1', [email])).toHaveLength(1)
  })

  it('[R-014] [S-2] refuses a common password and names its field', async () => {
    await expect(register({ email: 'x@lume.example', password: 'Password1', name: 'X', locale: 'en', address, requestId }))
      .rejects.toMatchObject({ code: 'invalid', details: { fields: [{ field: 'password', rule: 'too_common' }] } })
  })

  it('[R-001] a confirmation link expires after a day and when a newer one is sent', async ({ domain, join }) => {
    const actor = await join('lena@brot.example')
    const first = secretIn(await domain.mailTo('lena@brot.example'))
    await resendVerification({ actor })
    const second = await until(async () => {
      const secret = secretIn(await domain.mailTo('lena@brot.example'))
      return secret !== first && secret
    }, { what: 'the second mail' })
    await expect(verifyEmail({ token: first, address, requestId })).rejects.toMatchObject({ code: 'token_invalid' })
    await domain.database.query(`UPDATE email_tokens SET expires_at = now() WHERE user_id = $1`, [actor.userId])
    await expect(verifyEmail({ token: second, address, requestId })).rejects.toMatchObject({ code: 'token_invalid' })
  })

  it('[S-30] a mail uses the language of its reader and does not expand placeholders in a name', async ({ domain, join }) => {
    await join('grete@brot.example', { locale: 'de', name: '{link} Grete' })
    const { subject, text } = await domain.mailTo('grete@brot.example')
    expect(subject).toBe('Bestätigen Sie Ihre E-Mail-Adresse für Parley')
    expect(text).toContain('https://parley.example/verify#token=')
    await domain.database.query(`UPDATE users SET email_verified_at = now() WHERE email = 'grete@brot.example'`)
    await requestPasswordReset({ email: 'grete@brot.example', requestId })
    expect((await domain.mailTo('grete@brot.example', /Passwort/)).text).toMatch(/^Hallo \{link\} Grete,\n/)
  })

  it('[S-30] a mail to an unconfirmed address does not show the name of the account', async ({ domain, join }) => {
    const name = 'Your account is locked, call +49 30 1234'
    const { userId } = await join('victim@brot.example', { name })
    await requestPasswordReset({ email: 'victim@brot.example', requestId })
    await domain.mailTo('victim@brot.example', /Reset your/)
    await domain.database.query('UPDATE users SET email_verified_at = now() WHERE id = $1', [userId])
    await changeEmail({ actor: await domain.actorFor(userId), password, email: 'another-victim@brot.example' })
    await domain.mailTo('another-victim@brot.example', /new e-mail/)
    const mails = domain.outbox.filter(({ to }) => to.endsWith('victim@brot.example'))
    expect(mails.map(({ text }) => [text.startsWith('Hello,\n\n'), text.includes('locked')])).toEqual(Array.from({ length: 3 }, () => [true, false]))
  })
})

describe('passwords', () => {
  it('[E-15] [S-8] are reset by a link that works once, and all sessions end', async ({ domain, join }) => {
    const actor = await join('tom@lume.example')
    const { tokens } = await signIn('tom@lume.example')
    await requestPasswordReset({ email: 'tom@lume.example', requestId })
    const token = secretIn(await domain.mailTo('tom@lume.example', /Reset your/))
    domain.published()
    const attempts = await Promise.allSettled([1, 2, 3].map(number => resetPassword({ token, newPassword: `a new start ${number}`, address, requestId })))
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(domain.published().map(event => event.payload)).toEqual(expect.arrayContaining([{ sessionId: tokens.sessionId, forget: true }, { sessionId: actor.sessionId, forget: true }]))
    await expect(signIn('tom@lume.example')).rejects.toMatchObject({ code: 'wrong_credentials' })
    await domain.mailTo('tom@lume.example', /was changed/)
  })

  it('[S-8] are not reset by a link that was sent to a previous address', async ({ domain, join }) => {
    const actor = await join('moved@lume.example')
    await requestPasswordReset({ email: 'moved@lume.example', requestId })
    const token = secretIn(await domain.mailTo('moved@lume.example', /Reset your/))
    await changeEmail({ actor, password, email: 'arrived@lume.example' })
    await verifyEmail({ token: secretIn(await domain.mailTo('arrived@lume.example')), address, requestId })
    await expect(resetPassword({ token, newPassword: 'a new start 1', address, requestId })).rejects.toMatchObject({ code: 'token_invalid' })
    await expect(signIn('arrived@lume.example')).resolves.toBeDefined()
  })

  it('[S-8] the database does not store links in plain text', async ({ domain, join }) => {
    await join('ulla@lume.example')
    const token = secretIn(await domain.mailTo('ulla@lume.example'))
    const rows = await domain.database.query('SELECT encode(token_hash, \'escape\') AS hash FROM email_tokens')
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('[E-15] [S-5] a reset for an address without an account sends no mail', async ({ domain }) => {
    const before = domain.outbox.length
    await requestPasswordReset({ email: 'nobody@lume.example', requestId })
    await requestPasswordReset({ email: 'maya@lume.example', requestId })
    await domain.mailTo('maya@lume.example', /Reset your/)
    expect(domain.outbox.slice(before).map(mail => mail.to)).toEqual(['maya@lume.example'])
  })

  it('[E-15] are changed with the old password; other sessions end, the current one stays', async ({ domain, join }) => {
    const actor = await join('ben@lume.example')
    const { tokens: other } = await signIn('ben@lume.example')
    await expect(changePassword({ actor, password: 'wrong', newPassword: 'sixteen tables' })).rejects.toMatchObject({ code: 'wrong_credentials' })
    await expect(changePassword({ actor, password, newPassword: 'Password123' })).rejects.toMatchObject({ details: { fields: [{ field: 'newPassword', rule: 'too_common' }] } })
    domain.published()
    await changePassword({ actor, password, newPassword: 'sixteen tables' })
    expect(domain.published().map(event => event.payload)).toEqual([{ sessionId: other.sessionId, forget: true }])
    await expect(signIn('ben@lume.example', 'sixteen tables')).resolves.toBeDefined()
  })

  it('[R-009] an imported bcrypt hash becomes argon2id at the next sign-in', async ({ domain, join }) => {
    const { userId } = await join('old@lume.example')
    await domain.database.query('UPDATE users SET password_hash = $2 WHERE id = $1', [userId, hashSync('an old friend', 4)])
    await signIn('old@lume.example', 'an old friend')
    const [row] = await domain.database.query<{ password_hash: string }>('SELECT password_hash FROM users WHERE id = $1', [userId])
    expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    await expect(signIn('old@lume.example', 'an old friend')).resolves.toBeDefined()
  })
})

describe('the profile', () => {
  it('[R-003] is updated field by field', async ({ join }) => {
    const actor = await join('eva@lume.example')
    await updateAccount({ actor, about: 'In the kitchen from five.' })
    expect(await updateAccount({ actor, name: 'Eva L.' })).toMatchObject({ name: 'Eva L.', about: 'In the kitchen from five.' })
  })

  it('[R-019] keeps preferences when two devices change different ones', async ({ join }) => {
    const actor = await join('pia@lume.example')
    expect((await readAccount({ actor })).preferences).toEqual({ theme: 'system', locale: '', density: 'comfortable', messageStyle: 'bubbles', sendWith: 'enter', undoSendSeconds: 0, linkPreviews: true, readReceipts: true })
    await Promise.all([updatePreferences({ actor, changes: { theme: 'dark' } }), updatePreferences({ actor, changes: { locale: 'de' } })])
    expect((await readAccount({ actor })).preferences).toMatchObject({ theme: 'dark', locale: 'de', density: 'comfortable' })
  })

  it('[E-15] [S-11] a new address counts once it is confirmed, and the old one is notified', async ({ domain, join }) => {
    const actor = await join('old-name@lume.example')
    await expect(changeEmail({ actor, password: 'wrong', email: 'new-name@lume.example' })).rejects.toMatchObject({ code: 'wrong_credentials' })
    await changeEmail({ actor, password, email: 'new-name@lume.example' })
    const token = secretIn(await domain.mailTo('new-name@lume.example'))
    expect(await readAccount({ actor })).toMatchObject({ email: 'old-name@lume.example' })
    await verifyEmail({ token, address, requestId })
    expect(await readAccount({ actor })).toMatchObject({ email: 'new-name@lume.example', emailVerified: true })
    expect((await domain.mailTo('old-name@lume.example', /was changed/)).text).toContain('new-name@lume.example')
  })

  it('[E-15] an address that another account confirms at the same moment is refused as taken', async ({ domain, join }) => {
    const [ada, bea] = [await join('ada@lume.example'), await join('bea@lume.example')]
    await changeEmail({ actor: ada, password, email: 'bakery@lume.example' })
    const token = secretIn(await domain.mailTo('bakery@lume.example'))
    const confirm = () => verifyEmail({ token, address, requestId }).then(() => undefined, (error: unknown) => error)
    // Bea's transaction has the address but is not committed, so Ada's confirmation waits for it.
    const { outcome } = await database().$transaction(async (transaction) => {
      await transaction.user.update({ where: { id: bea.userId }, data: { email: 'bakery@lume.example' } })
      const outcome = confirm()
      await until(async () => (await domain.database.query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).length > 0, { what: 'a waiting statement' })
      return { outcome }
    }, { timeout: 20_000 })
    expect(await outcome).toMatchObject({ code: 'email_taken' })
    expect(await confirm()).toMatchObject({ code: 'email_taken' })
    expect(await readAccount({ actor: ada })).toMatchObject({ email: 'ada@lume.example' })
  })

  it('[E-15] requesting the current address sends no mail', async ({ domain, join }) => {
    const actor = await join('same@lume.example')
    await changeEmail({ actor, password, email: 'same@lume.example' })
    // Mails are sent in order, so an earlier mail would have arrived first.
    await resendVerification({ actor })
    await domain.mailsTo('same@lume.example', 2)
    const subjects = domain.outbox.filter(({ to }) => to === 'same@lume.example').map(({ subject }) => subject)
    expect(new Set(subjects).size).toBe(1)
  })

  it('[S-5] requesting the address of another account changes nothing and does not reveal it', async ({ domain, join }) => {
    const actor = await join('eve@lume.example')
    await join('victim@lume.example')
    await changeEmail({ actor, password, email: 'victim@lume.example' })
    await domain.mailTo('victim@lume.example', /already/)
    expect(await readAccount({ actor })).toMatchObject({ email: 'eve@lume.example' })
  })

  it('[R-003] is deleted with the password: name, address and sessions are gone, the row stays for the messages', async ({ domain, join }) => {
    const actor = await join('leaving@lume.example')
    await expect(deleteAccount({ actor, password: 'wrong' })).rejects.toMatchObject({ code: 'wrong_credentials' })
    domain.published()
    await deleteAccount({ actor, password })
    expect(domain.published()).toContainEqual({ name: 'session:revoked', to: { session: actor.sessionId }, payload: { sessionId: actor.sessionId, forget: true } })
    const [row] = await domain.database.query('SELECT * FROM users WHERE id = $1', [actor.userId])
    expect(JSON.stringify(row)).not.toMatch(/leaving|Maya|argon2/)
    expect(row).toMatchObject({ name: '', preferences: { readReceipts: false } })
    await expect(signIn('leaving@lume.example')).rejects.toMatchObject({ code: 'wrong_credentials' })
    await expect(register({ email: 'leaving@lume.example', password, name: 'Back again', locale: 'en', address, requestId })).resolves.toBeUndefined()
  })
})
