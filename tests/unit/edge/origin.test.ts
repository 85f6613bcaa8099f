import { createEvent } from 'h3'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { config, loadConfig } from '#server/infra/config.ts'
import { isOwnOrigin, refuseForeignOrigin } from '#server/utils/origin.ts'

function request(headers: Record<string, string>, method = 'POST') {
  const message = new IncomingMessage(new Socket())
  Object.assign(message, { method, url: '/api/v1/projects', headers: { host: 'parley.example', ...headers } })
  return () => refuseForeignOrigin(createEvent(message, new ServerResponse(message)))
}

const cookie = '__Host-parley-access=a.b.c'

describe('the origin of an unsafe request', () => {
  beforeAll(() => config.set(loadConfig({
    JWT_SECRET: 'kL9-vQ2xR7mN4pT8wZ1cB6yH3jF5gD0s',
    PUBLIC_URL: 'https://chat.example',
    SOCKET_IO_CORS_ORIGIN: 'https://app.example,https://intranet.example:8443',
  })))
  afterAll(() => config.clear())

  it.each<[string, Record<string, string>]>([
    ['our own page', { cookie, origin: 'https://parley.example' }],
    ['the public address behind a proxy', { cookie, origin: 'https://chat.example' }],
    ['a listed origin', { cookie, origin: 'https://intranet.example:8443' }],
    ['a same-origin fetch without Origin', { cookie, 'sec-fetch-site': 'same-origin' }],
    ['a program with a token', { cookie, authorization: 'Bearer a.b.c', origin: 'https://evil.example' }],
    ['a program without cookies', {}],
  ])('[S-13] accepts %s', (_, headers) => {
    expect(request(headers)).not.toThrow()
  })

  it.each<[string, Record<string, string>]>([
    ['a foreign origin', { cookie, origin: 'https://evil.example' }],
    ['a foreign origin without cookies', { origin: 'https://evil.example' }],
    ['the origin null', { cookie, origin: 'null' }],
    ['our host on another port', { cookie, origin: 'https://parley.example:8080' }],
    ['a subdomain', { cookie, origin: 'https://evil.parley.example' }],
    ['a name that begins like ours', { cookie, origin: 'https://parley.example.evil.test' }],
    ['a cross-site fetch that names our origin', { cookie, 'origin': 'https://parley.example', 'sec-fetch-site': 'cross-site' }],
    ['a cross-site fetch without Origin', { cookie, 'sec-fetch-site': 'cross-site' }],
    ['a same-site fetch without Origin', { cookie, 'sec-fetch-site': 'same-site' }],
    ['cookies without any origin', { cookie }],
    ['cookies with an Authorization that is no token', { cookie, authorization: 'Basic abc', origin: 'https://evil.example' }],
  ])('[S-13] refuses %s', (_, headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(request(headers, method), method).toThrow(expect.objectContaining({ code: 'foreign_origin' }))
    }
  })

  it('[S-13] leaves reading alone', () => {
    expect(request({ cookie, origin: 'https://evil.example' }, 'GET')).not.toThrow()
  })

  it.each(['', 'null', 'file:///etc', 'javascript:alert(1)', 'parley.example'])('[S-14] %j is no origin of ours', (origin) => {
    expect(isOwnOrigin(origin, 'parley.example')).toBe(false)
  })
})
