import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { rateLimits } from '#shared/limits.ts'
import { readMails } from '#server/infra/read-mails.ts'
import { joinServer, mailOf, password } from '../../helpers/http-people.ts'
import { TestClient } from '../../helpers/test-client.ts'
import { until } from '../../helpers/until.ts'
import { serverTest } from '../../helpers/fixtures/server.ts'

const it = serverTest
  /** A client without account, on a network address of its own per index. */
  .extend('stranger', ({ server }) => (index: number) => new TestClient(server, { address: `203.0.113.${index}` }))
  .extend('mailsTo', ({ server }) => async (email: string): Promise<string[]> => {
    return (await readMails(join(server.dataDir, 'mail'), 500)).filter(({ to }) => to.includes(email)).map(({ subject }) => subject)
  })

describe('a stranger who knows an e-mail address', () => {
  it('[S-51] cannot use up the password resets by registering, and always gets the same response', async ({ server, stranger, mailsTo }) => {
    const email = 'maya@lume.example'
    await joinServer(server, email, { address: '198.51.100.1' })
    const answers = []
    for (const index of Array.from({ length: rateLimits.registerMail.points + 3 }).keys()) {
      const { status, data } = await stranger(index).post('/api/auth/register', { email, password: 'not hers at all', name: 'Mallory' })
      answers.push({ status, data })
    }
    expect(new Set(answers.map(answer => JSON.stringify(answer)))).toEqual(new Set(['{"status":202,"data":{"done":true}}']))
    const asked = await new TestClient(server, { address: '198.51.100.1' }).post('/api/v1/account/password/forgot', { email })
    expect(asked.status).toBe(202)
    expect(await mailOf(server, email, /password/i)).toBeDefined()
    // The owner's own registration also counts.
    expect(await mailsTo(email)).toHaveLength(rateLimits.registerMail.points + 1)
  })

  it('[S-51] cannot invalidate all reset links of the owner by requesting more', async ({ server, stranger, mailsTo }) => {
    const email = 'lena@brot.example'
    await joinServer(server, email, { address: '198.51.100.2' })
    for (const index of Array.from({ length: rateLimits.resetMail.points + 3 }).keys()) {
      expect(await stranger(index).post('/api/v1/account/password/forgot', { email })).toMatchObject({ status: 202, data: { done: true } })
    }
    const resets = async () => (await mailsTo(email)).length - 1
    await until(async () => await resets() === rateLimits.resetMail.points, { within: 25_000, what: 'the mails' })
    const owner = new TestClient(server, { address: '198.51.100.2' })
    expect(await owner.post('/api/v1/account/password/forgot', { email })).toMatchObject({ status: 202 })
    const texts = (await readMails(join(server.dataDir, 'mail'), 500)).filter(({ to }) => to.includes(email)).map(({ text }) => /reset#token=([\w-]{43})/.exec(text)?.[1])
    const statuses = []
    for (const token of texts.filter(Boolean)) statuses.push((await owner.post('/api/v1/account/password/reset', { token, newPassword: 'quays and cranes' })).status)
    expect(statuses.filter(status => status === 200)).toHaveLength(1)
    expect(await owner.signIn({ email, password: 'quays and cranes' })).toMatchObject({ status: 200 })
  })

  it('[S-51] [S-04] cannot lock the owner out of a known browser by guessing passwords, nor after a reset', async ({ server, stranger }) => {
    const email = 'ben@lume.example'
    const ben = await joinServer(server, email, { address: '198.51.100.3' })
    await ben.post('/api/auth/logout')
    const guesses = await Promise.all(Array.from({ length: 15 }, (_, index) => stranger(index).signIn({ email, password: `guess ${index}` })))
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(5)
    const phone = new TestClient(server, { address: '198.51.100.4' })
    expect(await phone.signIn({ email, password })).toMatchObject({ status: 429 })
    expect(await ben.signIn({ email, password })).toMatchObject({ status: 200 })

    await phone.post('/api/v1/account/password/forgot', { email })
    const { text } = await mailOf(server, email, /password/i)
    const token = /#token=([\w-]{43})/.exec(text)?.[1]
    expect(await phone.post('/api/v1/account/password/reset', { token, newPassword: 'quays and cranes' })).toMatchObject({ status: 200 })
    expect(await phone.signIn({ email, password: 'quays and cranes' })).toMatchObject({ status: 200 })
    expect(await stranger(20).signIn({ email, password: 'quays and cranes' })).toMatchObject({ status: 429 })
  })

  it('[S-51] [S-04] is limited to as many guesses in a known browser as elsewhere', async ({ server }) => {
    const email = 'tess@lume.example'
    const tess = await joinServer(server, email, { address: '198.51.100.5' })
    const guesses = await Promise.all(Array.from({ length: 15 }, (_, index) => tess.signIn({ email, password: `guess ${index}` })))
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(rateLimits.loginKnownBrowser.points)
    expect(await tess.get('/api/v1/account')).toMatchObject({ status: 200 })
  })

  it('[S-51] always gets the same response when requesting it as a new address, and mails to it are limited', async ({ server, mailsTo }) => {
    const wanted = 'wanted@lume.example'
    const mallory = await joinServer(server, 'mallory@lume.example', { address: '198.51.100.6' })
    for (const _ of Array.from({ length: rateLimits.changeEmailMail.points + 2 })) {
      expect(await mallory.put('/api/v1/account/email', { email: wanted, password })).toMatchObject({ status: 202, data: { done: true } })
    }
    expect(await mallory.put('/api/v1/account/email', { email: wanted, password: 'a wrong one' })).toMatchObject({ status: 401 })
    expect(await new TestClient(server, { address: '198.51.100.7' }).post('/api/auth/register', { email: wanted, password, name: 'Wanda' })).toMatchObject({ status: 202 })
    await until(async () => (await mailsTo(wanted)).length === rateLimits.changeEmailMail.points + 1, { within: 25_000, what: 'the mails' })
  })
})
