import { createEvent } from 'h3'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { config, loadConfig } from '#server/infra/config.ts'
import { createLogger, logger } from '#server/infra/logger.ts'
import { refusedAddress, refuseForeignOrigin, refuseForeignSocket } from '#server/utils/origin.ts'

interface Sent {
  headers: Record<string, string>
  method?: string
  /** The other end of the connection. */
  from?: string
  encrypted?: boolean
}

function messageOf({ headers, method = 'POST', from = '203.0.113.9', encrypted = false }: Sent): IncomingMessage {
  const socket = Object.assign(Object.defineProperty(new Socket(), 'remoteAddress', { value: from }), { encrypted })
  return Object.assign(new IncomingMessage(socket), { method, url: '/api/v1/projects', headers: { host: 'chat.example', ...headers } })
}

function request(headers: Record<string, string>, method = 'POST') {
  const message = messageOf({ headers, method })
  return () => refuseForeignOrigin(createEvent(message, new ServerResponse(message)))
}
const handshake = (sent: Sent) => () => refuseForeignSocket(messageOf({ ...sent, method: 'GET' }))

const cookie = '__Host-parley-access=a.b.c'
const refusal = expect.objectContaining({ code: 'foreign_origin' })
const log = vi.fn()

function configure(env: Record<string, string>): void {
  config.set(loadConfig({ JWT_SECRET: 'kL9-vQ2xR7mN4pT8wZ1cB6yH3jF5gD0s', ...env }))
}

beforeEach(() => {
  logger.set(Object.assign(createLogger('silent'), { warn: log }))
  log.mockClear()
})
afterEach(() => [config, logger, refusedAddress].forEach(resource => resource.clear()))

describe('the origin of a request with PUBLIC_URL', () => {
  beforeEach(() => configure({ PUBLIC_URL: 'https://chat.example', SOCKET_IO_CORS_ORIGIN: 'https://app.example,https://intranet.example:8443' }))

  it.each<[string, Record<string, string>]>([
    ['our own page', { cookie, origin: 'https://chat.example' }],
    ['our own page, as the browser says', { cookie, 'origin': 'https://chat.example', 'sec-fetch-site': 'same-origin' }],
    ['our own page behind a proxy that asks for another host', { cookie, origin: 'https://chat.example', host: '10.0.0.7:3000' }],
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
    ['our host with another scheme', { cookie, origin: 'http://chat.example' }],
    ['our host on another port', { cookie, origin: 'https://chat.example:8080' }],
    ['another name of this server', { cookie, origin: 'https://other.example', host: 'other.example' }],
    ['this server by its address', { cookie, origin: 'http://10.0.0.7:3000', host: '10.0.0.7:3000' }],
    ['this server by a loopback name', { cookie, origin: 'http://localhost:3000', host: 'localhost:3000' }],
    ['a subdomain', { cookie, origin: 'https://evil.chat.example' }],
    ['a name that begins like ours', { cookie, origin: 'https://chat.example.evil.test' }],
    ['a cross-site fetch that names our origin', { cookie, 'origin': 'https://chat.example', 'sec-fetch-site': 'cross-site' }],
    ['a same-site fetch that names our origin', { cookie, 'origin': 'https://chat.example', 'sec-fetch-site': 'same-site' }],
    ['a cross-site fetch from a listed origin', { cookie, 'origin': 'https://app.example', 'sec-fetch-site': 'cross-site' }],
    ['a cross-site fetch without Origin', { cookie, 'sec-fetch-site': 'cross-site' }],
    ['a same-site fetch without Origin', { cookie, 'sec-fetch-site': 'same-site' }],
    ['cookies without any origin', { cookie }],
    ['cookies with an Authorization that is no token', { cookie, authorization: 'Basic abc', origin: 'https://evil.example' }],
  ])('[S-13] refuses %s', (_, headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(request(headers, method), method).toThrow(refusal)
  })

  it('[S-13] leaves reading alone', () => {
    expect(request({ cookie, origin: 'https://evil.example' }, 'GET')).not.toThrow()
  })

  it.each<[string, Record<string, string>]>([
    ['our own page', { origin: 'https://chat.example' }],
    ['our own page that polls', { 'sec-fetch-site': 'same-origin' }],
    ['a listed origin, which is cross-site', { 'origin': 'https://app.example', 'sec-fetch-site': 'cross-site' }],
    ['a listed origin on the same site', { 'origin': 'https://app.example', 'sec-fetch-site': 'same-site' }],
    ['a program with a token', { authorization: 'Bearer a.b.c' }],
  ])('[S-14] %s may open a socket', (_, headers) => {
    expect(handshake({ headers })).not.toThrow()
  })

  it.each<[string, Record<string, string>]>([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['our name with another scheme', { origin: 'http://chat.example' }],
    ['our origin from a page that the browser calls cross-site', { 'origin': 'https://chat.example', 'sec-fetch-site': 'cross-site' }],
    ['our origin from a page that the browser calls same-site', { 'origin': 'https://chat.example', 'sec-fetch-site': 'same-site' }],
    ['a request that the reader typed', { 'sec-fetch-site': 'none' }],
    ['a request without any origin', {}],
    ...['', 'null', 'file:///etc', 'javascript:alert(1)', 'chat.example'].map((origin): [string, Record<string, string>] => [`the origin ${JSON.stringify(origin)}`, { origin }]),
  ])('[S-14] %s cannot open a socket', (_, headers) => {
    expect(handshake({ headers: { cookie, ...headers } })).toThrow(refusal)
  })
})

describe('the origin of a request without PUBLIC_URL', () => {
  beforeEach(() => configure({ TRUSTED_PROXIES: '10.0.0.0/8' }))

  it.each<[string, Sent]>([
    ['http://localhost:3000', { headers: {} }],
    ['http://parley.localhost:3000', { headers: {} }],
    ['http://127.0.0.1:3000', { headers: {} }],
    ['http://[::1]:3000', { headers: {} }],
    ['http://192.168.1.5:3000', { headers: {} }],
    ['http://[fd00::5]:3000', { headers: {} }],
    ['http://192.168.1.5', { headers: { host: '192.168.1.5:80' } }],
    ['https://192.168.1.5', { headers: {}, encrypted: true }],
    ['https://192.168.1.5', { headers: { 'x-forwarded-proto': 'https' }, from: '10.1.2.3' }],
    ['https://192.168.1.5', { headers: { 'x-forwarded-proto': 'http, HTTPS' }, from: '::ffff:10.1.2.3' }],
    ['https://localhost', { headers: {} }],
  ])('[S-13] [S-14] %s is ours when it is the requested address (%o)', (origin, sent) => {
    expect(handshake({ ...sent, headers: { host: new URL(origin).host, origin, ...sent.headers } })).not.toThrow()
  })

  it.each<[string, Sent]>([
    ['http://parley.example', { headers: {} }],
    ['http://evil.example:3000', { headers: {} }],
    ['http://localhost.evil.example', { headers: {} }],
    ['http://127.0.0.1.evil.example', { headers: {} }],
    ['http://notlocalhost', { headers: {} }],
    ['http://localhost:3000', { headers: { host: 'localhost:8080' } }],
    ['http://192.168.1.5:3000', { headers: { host: '192.168.1.6:3000' } }],
    ['http://192.168.1.5:3000', { headers: { host: 'localhost:3000' } }],
    ['https://192.168.1.5', { headers: {} }],
    ['https://192.168.1.5', { headers: { 'x-forwarded-proto': 'https' } }],
    ['http://192.168.1.5', { headers: { 'x-forwarded-proto': 'https' }, from: '10.1.2.3' }],
    ['https://192.168.1.5', { headers: { 'x-forwarded-proto': 'https, http' }, from: '10.1.2.3' }],
    ['http://192.168.1.5', { headers: {}, encrypted: true }],
  ])('[S-13] [S-14] %s is foreign (%o)', (origin, sent) => {
    expect(handshake({ ...sent, headers: { host: new URL(origin).host, origin, ...sent.headers } })).toThrow(refusal)
  })
})

describe('the hints for the operator', () => {
  const page = { cookie, origin: 'https://messages.harbor.example', host: 'messages.harbor.example' }

  it('[S-14] says once that a server behind a name needs PUBLIC_URL', () => {
    configure({})
    for (const headers of [page, page]) expect(request(headers)).toThrow(refusal)
    expect(log).toHaveBeenCalledExactlyOnceWith({ origin: 'https://messages.harbor.example' }, expect.stringMatching(/Set PUBLIC_URL/))
  })

  it('[S-14] says so behind a proxy that asks for another host, too', () => {
    configure({})
    expect(request({ ...page, 'host': '127.0.0.1:3000', 'sec-fetch-site': 'same-origin' })).toThrow(refusal)
    expect(log).toHaveBeenCalledOnce()
  })

  it('[S-14] says once that PUBLIC_URL is another address', () => {
    configure({ PUBLIC_URL: 'https://chat.example' })
    for (const headers of [page, page]) expect(handshake({ headers })).toThrow(refusal)
    expect(log).toHaveBeenCalledExactlyOnceWith(expect.anything(), expect.stringMatching(/PUBLIC_URL is https:\/\/chat\.example/))
  })

  it('[S-14] says nothing of foreign pages, which any reader may bring', () => {
    configure({})
    expect(request({ cookie, origin: 'https://evil.example' })).toThrow(refusal)
    expect(request({ cookie, origin: 'null' })).toThrow(refusal)
    expect(log).not.toHaveBeenCalled()
  })
})
