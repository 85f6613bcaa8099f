import { createEvent } from 'h3'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { Background, background } from '#server/infra/background.ts'
import { recordDenied } from '#server/utils/record-denied.ts'
import { clearSessionCookies, setSessionCookies } from '#server/utils/session-cookies.ts'
import { createSocketEndpoint } from '#server/websocket/engine-bridge.ts'

vi.mock('#server/domain/audit/record-audit.ts', () => ({ recordAudit: vi.fn(async () => undefined) }))

function openRequest() {
  const message = new IncomingMessage(new Socket())
  const response = new ServerResponse(message)
  return { event: createEvent(message, response), cookies: () => [response.getHeader('set-cookie') ?? []].flat().map(String) }
}

describe('the credential of a browser', () => {
  const tokens = { accessToken: 'access', expiresIn: 900 }

  it('is read by no script, goes to no other site, and ends by itself', () => {
    const { event, cookies } = openRequest()
    setSessionCookies(event, { ...tokens, refreshToken: 'refresh' } as never)
    expect(cookies()).toHaveLength(2)
    for (const cookie of cookies()) expect(cookie).toMatch(/Max-Age=[1-9]\d*;.*HttpOnly; Secure; SameSite=Lax/)
  })

  it('keeps its refresh token when a renewal brings no new one', () => {
    const { event, cookies } = openRequest()
    setSessionCookies(event, tokens as never)
    expect(cookies().map(cookie => cookie.split('=')[1]?.split(';')[0])).toEqual(['access'])
  })

  it('goes as a whole', () => {
    const { event, cookies } = openRequest()
    clearSessionCookies(event)
    expect(cookies().map(cookie => /=;.*Max-Age=0/.test(cookie))).toEqual([true, true])
  })
})

describe('a refused action', () => {
  beforeEach(() => background.set(new Background()))
  afterEach(() => background.clear())

  it('is recorded for signed-in users only', async () => {
    const { event } = openRequest()
    recordDenied(event, 'readMessage')
    expect(recordAudit).not.toHaveBeenCalled()
    Object.assign(event.context, { actorId: 'maya', address: '203.0.113.7' })
    recordDenied(event, 'readMessage')
    await background().settle()
    expect(recordAudit).toHaveBeenCalledExactlyOnceWith({ actorId: 'maya', action: 'access.denied', subject: 'readMessage', address: '203.0.113.7' })
  })
})

describe('socket endpoint', () => {
  it.each([
    ['/socket.io/?EIO=4', true], ['/socket.io', true], ['/socket.io?x=/', true], ['/socket.iox', false], ['/?/socket.io/', false], ['/', false], ['', false], [undefined, false],
  ])('at %j is open: %s', (url, open) => {
    expect([createSocketEndpoint('/socket.io').accepts(url), createSocketEndpoint('/socket.io/').accepts(url)]).toEqual([open, open])
  })
})
