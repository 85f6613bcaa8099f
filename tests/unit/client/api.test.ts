import { describe, expect, expectTypeOf, it, vi } from 'vitest'
import type { ApiArguments, ApiInput } from '#shared/api-types.ts'
import { ApiError, isPassing, refusalOf } from '#client/api/api-error.ts'
import { createApi } from '#client/api/api.ts'
import { shop } from '../../helpers/bakery.ts'

/** What `$fetch` throws for an answer with an error. */
const answered = (status: number, code?: string, headers: Record<string, string> = {}) => ({
  status, response: { headers: new Headers(headers) }, data: code && { error: { code, message: code }, meta: { requestId: 'request-1', durationMs: 1 } },
})

function open(...answers: (object | Error)[]) {
  const fetch = vi.fn(async (_path: string, _options: object): Promise<unknown> => {
    const answer = answers.shift() ?? {}
    if ('data' in answer && !('status' in answer)) return answer
    throw answer
  })
  const onSignedOut = vi.fn()
  return { fetch, onSignedOut, request: createApi({ fetch, onSignedOut }) }
}

describe('the API client', () => {
  it('[R-156] fills the path, takes the method from the table of routes and gives the data', async () => {
    const { request, fetch } = open({ data: { id: 'one' }, meta: {} })
    const body = { id: 'a/b', body: 'hello' }
    expect(await request('sendMessage', { params: { conversationId: 'a/b?c' }, body })).toEqual({ id: 'one' })
    expect(fetch).toHaveBeenCalledExactlyOnceWith('/api/v1/conversations/a%2Fb%3Fc/messages', { method: 'POST', query: undefined, body })
  })

  it('throws the code, the status, the details and the request id of an error', async () => {
    const details = { fields: [{ field: 'body', rule: 'too_small' }] }
    const { request } = open({ ...answered(422), data: { error: { code: 'invalid', message: '', details }, meta: { requestId: 'request-2' } } })
    await expect(request('listProjects')).rejects.toMatchObject({ name: 'ApiError', code: 'invalid', status: 422, details, requestId: 'request-2' })
  })

  it.each([
    [new TypeError('Failed to fetch'), 'network', 0],
    [answered(502), 'unavailable', 502],
    [answered(404), 'not_found', 404],
    [answered(429, undefined, { 'retry-after': '7' }), 'too_many_requests', 429],
  ])('[R-086] gives a code to what carries none (%#)', async (answer, code, status) => {
    const { request } = open(answer)
    await expect(request('listProjects')).rejects.toMatchObject({ code, status, ...(status === 429 && { details: { retryAfter: 7 } }) })
  })

  it('asks for the session once when the access token has ended, and repeats the call', async () => {
    const { request, fetch, onSignedOut } = open(answered(401, 'unauthenticated'), { data: { user: {} } }, { data: [1] })
    expect(await request('listProjects')).toEqual([1])
    expect(fetch.mock.calls.map(([path]) => path)).toEqual(['/api/v1/projects', '/api/auth/session', '/api/v1/projects'])
    expect(onSignedOut).not.toHaveBeenCalled()
  })

  it('says that nobody is signed in when that does not help, and when the session was revoked', async () => {
    const ended = open(answered(401, 'unauthenticated'), answered(401, 'unauthenticated'))
    await expect(ended.request('listProjects')).rejects.toMatchObject({ code: 'unauthenticated' })
    const revoked = open(answered(401, 'session_revoked'))
    await expect(revoked.request('listProjects')).rejects.toMatchObject({ code: 'session_revoked' })
    const mistyped = open(answered(401, 'wrong_credentials'))
    await expect(mistyped.request('changePassword', { body: { currentPassword: 'a', newPassword: 'b' } as never })).rejects.toMatchObject({ code: 'wrong_credentials' })
    expect([ended.onSignedOut, revoked.onSignedOut, mistyped.onSignedOut].map(spy => spy.mock.calls.length)).toEqual([1, 1, 0])
  })

  it('lets a request outlive the page when asked to', async () => {
    const { request, fetch } = open({ data: {} })
    await request('markRead', { params: { conversationId: shop }, body: { seq: 1 }, keepalive: true })
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ method: 'PUT', keepalive: true })
  })
})

it('[R-086] tells errors that time may cure from refusals', () => {
  const of = (code: ApiError['code'], status: number) => new ApiError({ code, status })
  const passing = [of('network', 0), of('unavailable', 503), of('internal', 500), of('too_many_requests', 429), of('unauthenticated', 401)]
  const refusals = [of('not_found', 404), of('id_reused', 409), of('invalid', 422), of('too_large', 413), of('forbidden', 403)]
  expect(passing.map(error => [isPassing(error), refusalOf(error)])).toEqual(passing.map(() => [true, undefined]))
  expect(refusals.map(error => [isPassing(error), refusalOf(error)])).toEqual(refusals.map(({ code }) => [false, code]))
  expect([isPassing(new TypeError('a bug')), refusalOf(new TypeError('a bug'))]).toEqual([false, undefined])
})

describe('the types of the API client', () => {
  it('[R-156] sends no request when a path parameter is missing', async () => {
    const { request, fetch } = open()
    // @ts-expect-error The types refuse it as well.
    await expect(request('readMessage', { params: {} })).rejects.toThrow(TypeError)
    await expect(request('readMessage', { params: { messageId: '' } })).rejects.toThrow('messageId')
    expect(fetch).not.toHaveBeenCalled()
  })

  it('[R-156] accepts a call without input only when the contract requires none', () => {
    expectTypeOf<ApiArguments<'listProjects'>>().toExtend<[input?: object]>()
    expectTypeOf<[]>().toExtend<ApiArguments<'listProjects'>>()
    expectTypeOf<[]>().not.toExtend<ApiArguments<'readMessage'>>()
    expectTypeOf<ApiInput<'sendMessage'>>().toHaveProperty('body').not.toBeUndefined()
    expectTypeOf<undefined>().not.toExtend<ApiInput<'sendMessage'>['body']>()
    expectTypeOf<undefined>().toExtend<ApiInput<'listMessages'>['query']>()
  })
})
