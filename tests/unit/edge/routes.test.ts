import type { H3Event } from 'h3'
import { createEvent } from 'h3'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '#shared/errors.ts'
import logInRoute from '#server/api/auth/login.post.ts'
import refreshRoute from '#server/api/auth/refresh.post.ts'
import scheduleRoute from '#server/api/v1/conversations/[conversationId]/scheduled-messages.post.ts'
import addMemberRoute from '#server/api/v1/projects/[projectId]/members/index.post.ts'
import { login } from '#server/domain/authentication/login.ts'
import { refresh } from '#server/domain/authentication/refresh.ts'
import { addMember } from '#server/domain/projects/add-member.ts'
import { scheduleMessage } from '#server/domain/scheduled/schedule-message.ts'
import { returnLimits } from '#server/utils/rate-limit.ts'

// The handlers as they stand: what is around them has tests of its own.
vi.mock('#server/utils/define-api.ts', async original => ({
  ...await original<typeof import('#server/utils/define-api.ts')>(),
  defineApi: (_contract: object, handle: unknown) => handle,
}))
vi.mock('#server/utils/rate-limit.ts', () => ({ returnLimits: vi.fn(), enforceLimits: vi.fn() }))
vi.mock('#server/domain/authentication/login.ts', () => ({ login: vi.fn() }))
vi.mock('#server/domain/authentication/refresh.ts', () => ({ refresh: vi.fn() }))
vi.mock('#server/domain/projects/add-member.ts', () => ({ addMember: vi.fn() }))
vi.mock('#server/domain/scheduled/schedule-message.ts', () => ({ scheduleMessage: vi.fn() }))

const actor = { userId: 'maya', address: '203.0.113.7' }
const signedIn = { tokens: { accessToken: 'access', refreshToken: 'refresh', expiresIn: 900 }, account: { id: 'maya' } }

function eventOf(headers: Record<string, string> = {}): H3Event {
  const message = Object.assign(new IncomingMessage(new Socket()), { headers })
  return createEvent(message, new ServerResponse(message))
}

/** What a route answers. */
async function answerOf(route: unknown, call: { body?: object, params?: object, headers?: Record<string, string> }): Promise<unknown> {
  const { headers, ...parts } = call
  return await (route as (call: object) => Promise<unknown>)({ actor, params: {}, body: {}, ...parts, event: eventOf(headers) })
}

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
    vi.mocked(returnLimits).mockReset()
    vi.mocked(login).mockReset()
  })

  it.each([[{ 'user-agent': 'curl/8.9' }, 'curl/8.9'], [{}, '']])('with %j is of the device %j, and does not count', async (headers, userAgent) => {
    vi.mocked(login).mockResolvedValue(signedIn as never)
    expect(await answerOf(logInRoute, { headers: headers as Record<string, string> })).toEqual({ marker: 'signed-in', user: { id: 'maya' }, expiresIn: 900 })
    expect([vi.mocked(login).mock.lastCall?.[0].userAgent, vi.mocked(returnLimits).mock.calls.length]).toEqual([userAgent, 1])
  })

  it.each<[string, Error, number]>([
    ['a wrong password counts', new AppError('wrong_credentials'), 0],
    ['an outage does not count', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), 1],
  ])('%s, and is answered as what it is', async (_, failure, returned) => {
    vi.mocked(login).mockRejectedValue(failure)
    await expect(answerOf(logInRoute, {})).rejects.toBe(failure)
    expect(returnLimits).toHaveBeenCalledTimes(returned)
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

  it('is for nobody who has none', async () => {
    await expect(answerOf(refreshRoute, {})).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(refresh).not.toHaveBeenCalled()
  })
})
