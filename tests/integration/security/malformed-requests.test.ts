import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registry } from '#shared/contracts/registry.ts'
import { BODY_MAX_BYTES } from '#shared/limits.ts'
import type { DeviceSession } from '#shared/types.ts'
import { adminRegistry } from '../../../layers/admin/shared/registry.ts'
import { createWorld, type World } from '../../helpers/server-world.ts'
import type { TestClient } from '../../helpers/test-client.ts'
import { startServer, type TestServer } from '../../helpers/test-server.ts'

const everything = [...registry, ...adminRegistry]

/** Path segments that are invalid UTF-8, invalid encodings, or characters that cannot be stored. */
const segments = ['%00', '%ff', '%C0%80', '%ED%A0%80', '%E0%A4%A', '%', '%zz', '%25%30%30', '%2e%2e', 'a%2Fb', '%5B%5D', 'x'.repeat(4_000)]

/** 1 MB at most, deeper than any stack. */
const depth = BODY_MAX_BYTES / 2 - 100

const bodies: [name: string, body: string | Buffer][] = [
  ['nothing', ''],
  ['white space', ' \n'],
  ['null', 'null'],
  ['a list', '[{"name":"Maya"}]'],
  ['a text', '"name"'],
  ['half an object', '{"name":"Ma'],
  ['two objects', '{}{}'],
  ['a bare NUL', '{"name":"Ma\u0000ya"}'],
  ['another encoding', Buffer.from('{"name":"Maya"}', 'utf16le')],
  ['bytes that are no UTF-8', Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xFF, 0xED, 0xA0, 0x80]), Buffer.from('"}')])],
  ['lists in lists', '['.repeat(depth) + ']'.repeat(depth)],
  ['lists without an end', '['.repeat(BODY_MAX_BYTES)],
  ['objects in objects', `${'{"name":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['a field of lists in lists', `{"name":${'['.repeat(depth)}${']'.repeat(depth)}}`],
  ['a prototype', '{"__proto__":{"name":"Maya"}}'],
  ['a prototype beside its fields', '{"name":"Maya","__proto__":null}'],
  ['a constructor', '{"constructor":{"prototype":{"name":"Maya"}}}'],
  ['a number beyond numbers', '{"name":1e400}'],
  ['many fields', `{${Array.from({ length: 50_000 }, (_, index) => `"f${index}":1`).join()}}`],
]

let server: TestServer
let world: World
let maya: TestClient

beforeAll(async () => {
  server = await startServer({ env: { RATE_LIMIT_FACTOR: '1000' } })
  world = await createWorld(server)
  maya = await world.maya.signIn({ as: 'api' })
})
afterAll(() => server.dispose())

interface Exchange {
  status: number
  text: string
}

/** Sends what `fetch` would correct: any bytes, raw paths, headers in Latin-1. */
function send(method: string, path: string, { credentials = maya.credentials(), headers = {}, body }: { credentials?: OutgoingHttpHeaders, headers?: OutgoingHttpHeaders, body?: string | Buffer } = {}): Promise<Exchange> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: server.port, method, path, headers: { ...credentials, ...headers } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }))
    })
    request.on('error', reject)
    request.end(body)
  })
}

describe('a path that cannot be read', () => {
  it.each(everything.filter(({ path }) => path.includes(':')).map(contract => [contract.operation, contract] as const))('[S-29] [R-012] is not found by %s', async (_, { method, path }) => {
    for (const segment of segments) {
      const { status, text } = await send(method, path.replaceAll(/:\w+/g, segment))
      expect(status, `${segment} ${text}`).toBe(404)
    }
  })

  it.each(['/', '/c/', '/p/', '/invite/', '/_nuxt/', '/api/', '/api/v1/', '/dev/mail/', '/socket.io/'])('[S-29] [R-012] causes no server error below %s', async (path) => {
    for (const segment of segments) {
      const { status, text } = await send('GET', path + segment)
      expect(status, `${segment} ${text}`).toBeLessThan(500)
    }
  })
})

describe('a query that cannot be read', () => {
  const queries = ['query=%00', 'query=%ff', 'query=%ED%A0%80', 'query=a&query=b', 'query[]=a', '%00=1', '%=%', '__proto__[admin]=1', '__proto__=1', 'limit=1e400', 'limit=', '&&==&', `query=${'x'.repeat(4_000)}`]

  it.each(everything.filter(({ method, path }) => method === 'GET' && !path.includes(':')).map(({ path }) => path))('[S-29] [R-012] causes no server error of %s', async (path) => {
    for (const query of queries) {
      const { status, text } = await send('GET', `${path}?${query}`)
      expect([200, 400, 403, 422], `${query} ${text}`).toContain(status)
    }
  })

  it('[S-29] [R-012] names the field that broke a rule', async () => {
    const ada = await world.ada.signIn({ as: 'api' })
    for (const path of ['/api/v1/users', '/api/v1/admin/conversations']) {
      expect(await ada.get(`${path}?query=%00`)).toMatchObject({ status: 422, error: { code: 'invalid', details: { fields: [{ field: 'query', rule: 'invalid_regex' }] } } })
      expect(await ada.get(`${path}?query=a&query=b`)).toMatchObject({ status: 400, error: { code: 'malformed' } })
    }
  })
})

describe('a body that cannot be read', () => {
  it.each(bodies)('[S-29] [R-012] %s is malformed', async (_, body) => {
    for (const [method, path] of [['POST', '/api/v1/projects'], ['POST', '/api/v1/sync'], ['PATCH', '/api/v1/account/preferences'], ['POST', '/api/auth/login']] as const) {
      const { status, text } = await send(method, path, { headers: { 'Content-Type': 'application/json' }, body })
      // An empty body is an empty object, which changes nothing.
      if (body === '' && method === 'PATCH') expect(status).toBe(200)
      else expect(JSON.parse(text), `${method} ${path}`).toMatchObject({ error: { code: 'malformed' } })
    }
    expect(await maya.get('/api/v1/account')).toMatchObject({ data: { name: 'Maya Okafor' } })
  })

  it('[S-29] [R-012] of several values for one field the last one counts, and a prototype among the keys of a list is left out', async () => {
    const headers = { 'Content-Type': 'application/json' }
    const { status, text } = await send('PATCH', '/api/v1/account', { headers, body: '{"about":7,"about":"Bakes at four"}' })
    expect([status, JSON.parse(text)]).toMatchObject([200, { data: { about: 'Bakes at four' } }])
    expect(await send('POST', '/api/v1/sync', { headers, body: '{"cursors":{"__proto__":1}}' })).toMatchObject({ status: 200 })
  })

  it('[S-29] [R-012] is refused as too large with and without Content-Length', async () => {
    const headers = { 'Content-Type': 'application/json' }
    expect(await send('POST', '/api/v1/sync', { headers, body: '['.repeat(BODY_MAX_BYTES + 1) })).toMatchObject({ status: 413, text: expect.stringContaining('"code":"too_large"') as string })
    const inPieces = { ...headers, 'Transfer-Encoding': 'chunked' }
    expect(await send('POST', '/api/v1/sync', { headers: inPieces, body: '['.repeat(BODY_MAX_BYTES + 1) })).toMatchObject({ status: 413, text: expect.stringContaining('"code":"too_large"') as string })
  })
})

describe('headers of any content', () => {
  const longest = 'ÿ\u0085'.repeat(1_000)
  const headers: [name: string, headers: OutgoingHttpHeaders][] = [
    ['a long name of the device', { 'User-Agent': longest }],
    ['a name in UTF-8', { 'User-Agent': Buffer.from('Browser 🥐\u200B').toString('latin1') }],
    ['an unknown language', { 'Accept-Language': `\u00FF${longest}` }],
    ['a foreign request id', { 'X-Request-Id': longest }],
    ['an address with a long zone', { 'X-Forwarded-For': `fe80::1%${'a'.repeat(5_000)}` }],
    ['addresses that are none', { 'X-Forwarded-For': `,,${longest}` }],
    ['another kind of client', { 'X-Parley-Client': 'api', 'Accept': longest }],
    ['another encoding', { 'X-Parley-Client': 'api', 'Content-Encoding': 'gzip' }],
  ]

  it.each(headers)('[S-29] [R-012] %s can sign in, and the stored User-Agent is short and one line', async (_, sent) => {
    const { status, text } = await send('POST', '/api/auth/login', {
      headers: { 'X-Parley-Client': 'api', 'Content-Type': 'application/json', ...sent },
      body: JSON.stringify({ email: world.sam.email, password: world.sam.password }),
    })
    expect(status, text).toBe(200)
    const { accessToken } = (JSON.parse(text) as { data: { accessToken: string } }).data
    const sessions = await send('GET', '/api/v1/account/sessions', { headers: { Authorization: `Bearer ${accessToken}` } })
    const current = (JSON.parse(sessions.text) as { data: DeviceSession[] }).data.find(session => session.current)
    expect(current?.userAgent.length).toBeLessThanOrEqual(300)
    expect(current?.userAgent).toMatch(/^[^\p{Cc}\p{Cs}]*$/u)
    expect(current?.address).toMatch(/^(?:unknown|[\d.:a-f]{1,45})$/)
  })

  it('[S-29] [R-012] an invalid credential signs no one in', async () => {
    for (const Authorization of ['Bearer x', 'Bearer ..', 'Bearer a.b.c', `Bearer ${'a'.repeat(9_000)}`, '\u00FF', 'Basic Og==']) {
      expect(await send('GET', '/api/v1/account', { headers: { Authorization } })).toMatchObject({ status: 401 })
    }
    for (const value of ['%00', '\u00FF', 'x'.repeat(7_000), '=;=;']) {
      const Cookie = `__Host-parley-access=${value}; __Host-parley-refresh=${value}`
      expect(await send('GET', '/login', { credentials: {}, headers: { Cookie } })).toMatchObject({ status: 200 })
    }
  })
})

describe('a time at the limits of its range', () => {
  it.each(['0001-01-01T00:00:00Z', '1969-12-31T23:59:59Z', '9999-12-31T23:59:59.999999999Z'])('[S-29] [R-012] %s gets a response', async (moment) => {
    const { data: { id } } = await maya.post<{ id: string }>('/api/v1/conversations', { type: 'self' })
    const message = { id: uuidv7(), body: 'Which bread?' }
    const poll = { multiple: false, anonymous: false, closesAt: moment, options: ['Rye', 'Wheat'] }
    const sent = await maya.post(`/api/v1/conversations/${id}/messages`, { ...message, poll })
    expect([201, 422]).toContain(sent.status)
    await maya.post(`/api/v1/conversations/${id}/messages`, message)
    expect(await maya.get(`/api/v1/conversations/${id}/messages/first?from=${moment}`)).toMatchObject({ status: 200 })
    expect(await maya.put(`/api/v1/messages/${message.id}/reminder`, { at: moment })).toMatchObject({ status: 422, error: { details: { fields: [{ field: 'at' }] } } })
    expect(await maya.post(`/api/v1/conversations/${id}/scheduled-messages`, { id: uuidv7(), body: 'Later', dueAt: moment })).toMatchObject({ status: 422, error: { details: { fields: [{ field: 'dueAt' }] } } })
  })
})
