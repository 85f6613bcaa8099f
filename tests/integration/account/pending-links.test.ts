import { describe, expect } from 'vitest'
import type { Actor } from '#server/domain/access/actor.ts'
import { changeEmail } from '#server/domain/account/change-email.ts'
import { changePassword } from '#server/domain/passwords/change-password.ts'
import { sendAccountMail } from '#server/domain/mail/send-account-mail.ts'
import { readAccount } from '#server/domain/account/read-account.ts'
import { register } from '#server/domain/account/register.ts'
import { requestPasswordReset } from '#server/domain/passwords/request-password-reset.ts'
import { resendVerification } from '#server/domain/account/resend-verification.ts'
import { resetPassword } from '#server/domain/passwords/reset-password.ts'
import { verifyEmail } from '#server/domain/account/verify-email.ts'
import { database } from '#server/infra/postgres/database.ts'
import { secretIn } from '../../helpers/account-domain.ts'
import { until } from '../../helpers/until.ts'
import { accountTest } from '../../helpers/fixtures/account.ts'

const address = '203.0.113.7'
const requestId = 'test'
const password = 'fourteen tables'
const newPassword = 'sixteen tables'

const refused = { code: 'token_invalid' }

const it = accountTest
  /** Registers Maya; `own` is the secret of the link that confirms the address. */
  .extend('join', ({ domain }) => async (email: string): Promise<{ maya: Actor, own: string }> => {
    await register({ email, password, name: 'Maya Lindqvist', locale: 'en', address, requestId })
    const own = secretIn(await domain.mailTo(email))
    const { id } = await database().user.findUniqueOrThrow({ where: { email } })
    return { maya: await domain.actorFor(id), own }
  })
  /** Requests a change of address, as an intruder with the old password could, and returns the secret of the link. */
  .extend('requestChange', ({ domain }) => async (actor: Actor, email: string): Promise<string> => {
    await changeEmail({ actor, password, email })
    return secretIn(await domain.mailTo(email))
  })
  .extend('resetLink', ({ domain }) => async (email: string): Promise<string> => {
    await requestPasswordReset({ email, requestId })
    return secretIn(await domain.mailTo(email, /Reset your/))
  })

describe('a new password', () => {
  it('[S-8] cancels a change of address that was requested with the old password', async ({ join, requestChange }) => {
    const { maya } = await join('maya@lume.example')
    const token = await requestChange(maya, 'mallory@away.example')
    await changePassword({ actor: maya, password, newPassword })
    await expect(verifyEmail({ token, address, requestId })).rejects.toMatchObject(refused)
    expect(await readAccount({ actor: maya })).toMatchObject({ email: 'maya@lume.example' })
  })

  it('[S-8] cancels a change of address and all other reset links when it was set by a link', async ({ join, requestChange, resetLink }) => {
    const { maya } = await join('reset@lume.example')
    const token = await requestChange(maya, 'mallory@reset.example')
    const first = await resetLink('reset@lume.example')
    await resetPassword({ token: first, newPassword, address, requestId })
    await expect(verifyEmail({ token, address, requestId })).rejects.toMatchObject(refused)
    await expect(resetPassword({ token: first, newPassword: password, address, requestId })).rejects.toMatchObject(refused)
    expect(await database().emailToken.count({ where: { userId: maya.userId, purpose: 'reset_password' } })).toBe(0)
  })

  it('[S-8] cancels a change of address whose mail has not been sent yet', async ({ domain, join, requestChange }) => {
    const { maya } = await join('late@lume.example')
    await requestChange(maya, 'mallory@late.example')
    await changePassword({ actor: maya, password, newPassword })
    const sent = domain.outbox.length
    // A retry of the failed mail job calls the same function.
    await sendAccountMail({ mail: 'confirmNewEmail', userId: maya.userId, to: 'mallory@late.example' })
    expect(domain.outbox.slice(sent).filter(({ to }) => to === 'mallory@late.example')).toEqual([])
  })

  it('[S-8] cancels a change of address that is requested at the same moment', async ({ domain, join }) => {
    const { maya } = await join('moment@lume.example')
    const { requested } = await database().$transaction(async (transaction) => {
      await transaction.user.update({ where: { id: maya.userId }, data: { passwordHash: 'another' } })
      const requested = changeEmail({ actor: maya, password, email: 'mallory@moment.example' }).then(() => 'requested', (error: unknown) => error)
      await until(async () => (await domain.database.query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).length > 0, { what: 'a waiting statement' })
      return { requested }
    }, { timeout: 20_000 })
    expect(await requested).toMatchObject({ code: 'wrong_credentials' })
    expect(await database().emailToken.count({ where: { userId: maya.userId, email: 'mallory@moment.example' } })).toBe(0)
  })

  it('[R-001] does not cancel the confirmation of the current address', async ({ join }) => {
    const { maya, own } = await join('own@lume.example')
    await changePassword({ actor: maya, password, newPassword })
    await verifyEmail({ token: own, address, requestId })
    expect(await readAccount({ actor: maya })).toMatchObject({ emailVerified: true })
  })
})

describe('a requested address', () => {
  it('[E-15] replaces an earlier requested address', async ({ join, requestChange }) => {
    const { maya } = await join('twice@lume.example')
    const [first, second] = [await requestChange(maya, 'first@lume.example'), await requestChange(maya, 'second@lume.example')]
    await expect(verifyEmail({ token: first, address, requestId })).rejects.toMatchObject(refused)
    await verifyEmail({ token: second, address, requestId })
    expect(await readAccount({ actor: maya })).toMatchObject({ email: 'second@lume.example' })
  })

  it('[E-15] stays requested when the confirmation of the current address is sent again and used', async ({ domain, join, requestChange }) => {
    const { maya } = await join('mistyped@lume.example')
    const token = await requestChange(maya, 'right@lume.example')
    await resendVerification({ actor: maya })
    await domain.mailsTo('mistyped@lume.example', 2)
    const old = secretIn(await domain.mailTo('mistyped@lume.example'))
    await verifyEmail({ token, address, requestId })
    await expect(verifyEmail({ token: old, address, requestId })).rejects.toMatchObject(refused)
    expect(await readAccount({ actor: maya })).toMatchObject({ email: 'right@lume.example' })
  })
})
