import type { H3Event } from 'h3'
import { createEvent } from 'h3'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '#shared/errors.ts'
import logInRoute from '#server/api/auth/login.post.ts'
import refreshRoute from '#server/api/auth/refresh.post.ts'
import scheduleRoute from '#server/api/v1/conversations/[conversationId]/scheduled-messages.post.ts'
import addMemberRoute from '#server/api/v1/projects/[projectId]/members/index.post.ts'
import { login } from '#server/domain/authentication/login.ts'
import { refresh } from '#server/domain/authentication/refresh.ts'
import { addMember } from '#server/domain/projects/add-member.ts'
import { scheduleMessage } from '#server/domain/scheduled/schedule-message.ts'
import { config, loadConfig } from '#server/infra/config.ts'
import { returnPoint, takePoint } from '#server/infra/rate-limiters.ts'

// The handlers as they stand: what is around them has tests of its own.
vi.mock('#server/utils/define-api.ts', async original => ({
  ...await original<typeof import('#server/utils/define-api.ts')>(),
  defineApi: (_contract: object, handle: unknown) => handle,
}))
vi.mock('#server/infra/rate-limiters.ts', () => ({ returnPoint: vi.fn(), takePoint: vi.fn() }))
vi.mock('#server/domain/authentication/login.ts', () => ({ login: vi.fn() }))
vi.mock('#server/domain/authentication/refresh.ts', () => ({ refresh: vi.fn() }))
vi.mock('#server/domain/projects/add-member.ts', () => ({ addMember: vi.fn() }))
vi.mock('#server/domain/scheduled/schedule-message.ts', () => ({ scheduleMessage: vi.fn() }))

const actor = { userId: 'maya', address: '203.0.113.7' }
const email = 'maya@lume.example'
const signedIn = { tokens: { accessToken: 'access', refreshToken: 'refresh', expiresIn: 900 }, account: { id: 'maya', email } }
const asProgram = { 'x-parley-client': 'api' }

/** What tells that a page asks, and not a program. */
const BROWSERS: [string, Record<string, string>][] = [
  ['its origin', { origin: 'https://parley.example' }],
  ['its Sec-Fetch-Site', { 'sec-fetch-site': 'same-origin' }],
  ['its Sec-Fetch-Dest', { 'sec-fetch-dest': 'empty' }],
  ['the cookie of a session', { cookie: '__Host-parley-refresh=of-the-browser' }],
  ['the other cookie of a session', { cookie: 'theme=dark; __Host-parley-access=of-the-browser; __Host-parley-refresh=of-the-browser' }],
]

function eventOf(headers: Record<string, string> = {}): H3Event {
  const message = Object.assign(new IncomingMessage(new Socket()), { headers })
  return createEvent(message, new ServerResponse(message))
}

/** What a route answers, and the names of the cookies that it sets. */
async function callRoute(route: unknown, call: { body?: object, params?: object, headers?: Record<string, string> }) {
  const { headers, ...parts } = call
  const event = eventOf(headers)
  const answer = await (route as (call: object) => Promise<unknown>)({ actor, params: {}, body: {}, ...parts, event })
  const cookies = [event.node.res.getHeader('set-cookie') ?? []].flat().map(cookie => String(cookie).split('=')[0])
  return { answer, cookies }
}

const answerOf = async (...called: Parameters<typeof callRoute>) => (await callRoute(...called)).answer

describe('what is asked for twice', () => {
  it.each([[true, 201], [false, 200]])('is answered as made, or as there already: made %s, status %i', async (created, status) => {
    vi.mocked(addMember).mockResolvedValueOnce({ project: { id: 'bakery' }, created } as never)
    expect(await answerOf(addMemberRoute, { params: { projectId: 'bakery' } })).toMatchObject({ status, data: { id: 'bakery' } })
    vi.mocked(scheduleMessage).mockResolvedValueOnce({ scheduled: { id: 'one' }, created } as never)
    expect(await answerOf(scheduleRoute, { params: { conversationId: 'bread' } })).toMatchObject({ status, data: { id: 'one' } })
  })
})

describe('signing in', () => {
  beforeEach(() => {
    config.set(loadConfig({ JWT_SECRET: 'kL9-vQ2xR7mN4pT8wZ1cB6yH3jF5gD0s' }))
    for (const mock of [takePoint, returnPoint, login]) vi.mocked(mock).mockReset()
  })
  afterEach(() => config.clear())

  const body = { email, password: 'a harbour at dawn' }

  it.each([[{ 'user-agent': 'curl/8.9' }, 'curl/8.9'], [{}, '']])('with %j is of the device %j, and does not count', async (headers, userAgent) => {
    vi.mocked(login).mockResolvedValue(signedIn as never)
    expect(await answerOf(logInRoute, { body, headers: headers as Record<string, string> })).toEqual({ marker: 'signed-in', user: signedIn.account, expiresIn: 900 })
    expect(vi.mocked(login).mock.lastCall?.[0].userAgent).toBe(userAgent)
    expect(vi.mocked(returnPoint).mock.calls).toEqual([['loginAddress', actor.address], ['loginAccount', email]])
  })

  it('[S-51] counts apart in a browser that the account was signed in from before', async () => {
    vi.mocked(login).mockResolvedValue(signedIn as never)
    const first = eventOf()
    await (logInRoute as unknown as (call: object) => Promise<unknown>)({ actor, body, event: first })
    const cookie = [first.node.res.getHeader('set-cookie') ?? []].flat().map(String).find(text => text.includes('known'))?.split(';')[0] ?? ''
    await callRoute(logInRoute, { body, headers: { cookie } })
    await callRoute(logInRoute, { body: { ...body, email: 'sam@harbor.example' }, headers: { cookie } })
    expect(vi.mocked(takePoint).mock.calls).toEqual([['loginAccount', email], ['loginKnownBrowser', email], ['loginAccount', 'sam@harbor.example']])
  })

  it('[S-53] hands the tokens themselves to a program only', async () => {
    vi.mocked(login).mockResolvedValue(signedIn as never)
    expect(await callRoute(logInRoute, { body, headers: asProgram })).toEqual({ answer: expect.objectContaining({ accessToken: 'access', refreshToken: 'refresh' }), cookies: [] })
  })

  it.each(BROWSERS)('[S-53] hands a browser cookies, although it says that it is a program: %s', async (_, headers) => {
    vi.mocked(login).mockResolvedValue(signedIn as never)
    const { answer, cookies } = await callRoute(logInRoute, { body, headers: { ...asProgram, ...headers } })
    expect(answer).toEqual({ marker: 'signed-in', user: signedIn.account, expiresIn: 900 })
    expect(cookies.sort()).toEqual(['__Host-parley-access', '__Host-parley-known', '__Host-parley-refresh'])
  })

  it.each<[string, Error, number]>([
    ['a wrong password counts', new AppError('wrong_credentials'), 0],
    ['an outage does not count', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), 2],
  ])('%s, and is answered as what it is', async (_, failure, returned) => {
    vi.mocked(login).mockRejectedValue(failure)
    await expect(answerOf(logInRoute, { body })).rejects.toBe(failure)
    expect(returnPoint).toHaveBeenCalledTimes(returned)
  })
})

describe('renewing a credential', () => {
  beforeEach(() => void vi.mocked(refresh).mockReset().mockResolvedValue(signedIn as never))
  const cookie = { cookie: '__Host-parley-refresh=of-the-browser' }

  it.each([
    ['a program\'s own words', { body: { refreshToken: 'of-the-program' } }, 'of-the-program'],
    ['a browser\'s cookie', { headers: cookie }, 'of-the-browser'],
    ['a program\'s own words although there is a cookie', { body: { refreshToken: 'of-the-program' }, headers: cookie }, 'of-the-program'],
  ])('takes %s', async (_, call, refreshToken) => {
    await answerOf(refreshRoute, call)
    expect(refresh).toHaveBeenCalledExactlyOnceWith({ refreshToken, address: actor.address })
  })

  it('[S-53] hands new tokens back the way the old one came', async () => {
    const program = await callRoute(refreshRoute, { body: { refreshToken: 'of-the-program' }, headers: asProgram })
    expect(program).toEqual({ answer: expect.objectContaining({ accessToken: 'access', refreshToken: 'refresh' }), cookies: [] })
    const browser = await callRoute(refreshRoute, { headers: cookie })
    expect(browser).toEqual({ answer: { marker: 'signed-in', user: signedIn.account, expiresIn: 900 }, cookies: ['__Host-parley-access', '__Host-parley-refresh'] })
  })

  it.each(BROWSERS)('[S-53] never shows a script in a page the tokens: %s', async (_, headers) => {
    for (const call of [{ headers: cookie }, { body: { refreshToken: 'of-the-page' } }, { body: { refreshToken: 'of-the-page' }, headers: cookie }]) {
      const { answer } = await callRoute(refreshRoute, { ...call, headers: { ...call.headers, ...headers, ...asProgram } })
      expect(answer).toEqual({ marker: 'signed-in', user: signedIn.account, expiresIn: 900 })
    }
  })

  it('is for nobody who has none', async () => {
    await expect(answerOf(refreshRoute, {})).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(refresh).not.toHaveBeenCalled()
  })
})
