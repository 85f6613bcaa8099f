import { createEvent } from 'h3'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { config, loadConfig } from '#server/infra/config.ts'
import { createLogger, logger } from '#server/infra/logger.ts'
import giveId from '#server/middleware/01.request-id.ts'
import { browserLanguage } from '#server/utils/browser-language.ts'
import { outerContext, requestIds } from '#server/utils/request-context.ts'
import { respondWithError } from '#server/utils/respond-with-error.ts'

const OUR_ID = /^[\da-f]{8}-[\da-f-]{27}$/

/** A request with these headers; `outer` is the page's request, when the page calls from within the server. */
function openRequest(headers: Record<string, string>, outer?: object) {
  const message = Object.assign(new IncomingMessage(new Socket()), { headers, ...(outer && { __unenv__: outer }) })
  const response = new ServerResponse(message)
  return { event: createEvent(message, response), response }
}

describe('the id of a request', () => {
  beforeEach(() => config.set(loadConfig({ TRUSTED_PROXIES: '10.0.0.0/8' })))
  afterEach(() => config.clear())

  function idOf(headers: Record<string, string>, outer?: object) {
    const { event, response } = openRequest(headers, outer)
    void giveId(event)
    expect(response.getHeader('x-request-id')).toBe(event.context.requestId)
    return event.context
  }

  it('[S-39] is always the server\'s own; that of a client or proxy is kept beside it', () => {
    const { event } = openRequest({ 'x-request-id': 'edge-4711' })
    void giveId(event)
    expect(event.context.requestId).toMatch(OUR_ID)
    expect(requestIds(event)).toEqual({ requestId: event.context.requestId, clientRequestId: 'edge-4711' })
    expect(idOf({ 'x-request-id': 'edge-4711' }).requestId).not.toBe(event.context.requestId)
  })

  it.each([['none', {}], ['one that is too short', { 'x-request-id': 'abc' }], ['one that would break a line of the log', { 'x-request-id': 'edge-4711\nforged' }], ['one that is too long', { 'x-request-id': 'x'.repeat(65) }]])('[S-39] stands alone for a client that sends %s', (_, headers) => {
    const { event } = openRequest(headers as Record<string, string>)
    void giveId(event)
    expect(requestIds(event)).toEqual({ requestId: expect.stringMatching(OUR_ID) })
  })

  it('[S-39] is in the log beside that of the client, so that both find the line', () => {
    const error = vi.fn()
    logger.set(Object.assign(createLogger('silent'), { error }))
    const { event } = openRequest({ 'x-request-id': 'edge-4711' })
    void giveId(event)
    const answer = respondWithError(event, 'readAccount', 0, new Error('broken'))
    logger.clear()
    expect(error.mock.lastCall?.[0]).toMatchObject({ operation: 'readAccount', requestId: event.context.requestId, clientRequestId: 'edge-4711' })
    expect(answer.meta.requestId).toBe(event.context.requestId)
  })

  it('of a page is that of its own calls, with the address of its reader', () => {
    const context = idOf({ 'x-request-id': 'edge-4711', 'x-forwarded-for': '198.51.100.1' }, { requestId: 'page-0815', address: '203.0.113.7' })
    expect(context).toMatchObject({ requestId: 'page-0815', address: '203.0.113.7' })
  })

  it('comes to those calls with the token that the page has renewed, if it has', () => {
    const page = { requestId: 'page-0815', address: '203.0.113.7' }
    expect(outerContext(openRequest({}, { ...page, renewedAccessToken: 'fresh' }).event)).toEqual({ ...page, renewedAccessToken: 'fresh' })
    expect([outerContext(openRequest({}, page).event), outerContext(openRequest({}).event)]).toEqual([page, undefined])
  })

  it('is not taken from a context that is not whole', () => {
    expect(idOf({ 'x-request-id': 'edge-4711' }, { requestId: 'page-0815' }).requestId).toMatch(OUR_ID)
  })
})

describe('the language of a browser', () => {
  it.each([['de-CH, en;q=0.8', 'de'], ['EN', 'en'], ['*', undefined], ['', undefined]])('that asks for %j is %s', (asked, language) => {
    expect(browserLanguage(openRequest({ 'accept-language': asked }).event)).toBe(language)
  })

  it('that asks for none is none', () => {
    expect(browserLanguage(openRequest({}).event)).toBeUndefined()
  })
})
