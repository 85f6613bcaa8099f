import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestServer } from '../../helpers/test-server.ts'
import { startServer } from '../../helpers/test-server.ts'

const pages = ['/', '/login', '/register', '/reset', '/verify', '/nowhere']
const others = ['/api/health', '/api/v1/account', '/api/v1/nowhere', '/api/v1/openapi.json', '/api/docs', '/icon.svg']

/** The directives of a policy by name. */
function directives(policy: string | null): Map<string, string> {
  return new Map((policy ?? '').split(';').map(part => part.trim()).filter(Boolean)
    .map(part => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')]))
}

describe('headers of every response', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.dispose())

  it.each(pages)('[S-23] [R-197] %s runs only scripts with the nonce of this response', async (path) => {
    const [one, other] = await Promise.all([1, 2].map(() => fetch(server.url + path, { headers: { accept: 'text/html' }, redirect: 'manual' })))
    const policy = directives(one?.headers.get('content-security-policy') ?? null)
    expect(policy.get('default-src')).toBe('\'none\'')
    const nonce = /^'self' '(nonce-[\w+/=-]{22,})' 'strict-dynamic'$/.exec(policy.get('script-src') ?? '')?.[1]
    expect(nonce).toBeDefined()
    expect(other?.headers.get('content-security-policy')).not.toContain(nonce)
    expect(policy.get('connect-src')).toBe('\'self\'')
    expect(policy.get('img-src')).toBe('\'self\' blob: data:')
    expect(policy.get('form-action')).toBe('\'self\'')
    for (const name of ['worker-src', 'manifest-src', 'font-src']) expect(policy.get(name)).toBe('\'self\'')
    for (const name of ['object-src', 'base-uri', 'frame-ancestors', 'script-src-attr']) expect(policy.get(name)).toBe('\'none\'')
    expect(policy.get('style-src')).not.toContain('unsafe-inline')
  })

  it.each(pages)('[S-23] %s has a nonce on each of its scripts', async (path) => {
    const html = await (await fetch(server.url + path, { headers: { accept: 'text/html' } })).text()
    const scripts = html.match(/<script\b[^>]*>/g) ?? []
    expect(scripts.length).toBeGreaterThan(0)
    expect(scripts.filter(script => !/nonce="[^"]{22,}"/.test(script))).toEqual([])
    expect(html).not.toMatch(/<style\b|\son[a-z]+="/)
  })

  it('[R-157] unknown API paths are not found, for programs and for browsers', async () => {
    for (const accept of ['application/json', 'text/html']) {
      expect((await fetch(`${server.url}/api/v1/nowhere`, { headers: { accept } })).status).toBe(404)
    }
  })

  it.each(others)('[S-23] %s loads nothing and cannot be framed', async (path) => {
    const policy = directives((await fetch(server.url + path)).headers.get('content-security-policy'))
    expect(policy.get('frame-ancestors')).toBe('\'none\'')
    expect(policy.get('default-src') ?? policy.get('script-src')).toBe('\'none\'')
  })

  it.each([...pages, ...others])('[S-24] %s sends the security headers', async (path) => {
    const { headers } = await fetch(server.url + path, { redirect: 'manual' })
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('strict-transport-security')).toBeNull()
  })

  it.each(pages)('[S-24] %s isolates itself from other windows and disables device access', async (path) => {
    const { headers } = await fetch(server.url + path, { headers: { accept: 'text/html' } })
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toMatch(/camera=\(\).*geolocation=\(\).*microphone=\(\)/)
  })
})

describe('behind TLS', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ env: { PUBLIC_URL: 'https://parley.example' } })
  })
  afterAll(() => server.dispose())

  it.each(['/', '/api/health', '/icon.svg'])('[S-24] %s sends Strict-Transport-Security', async (path) => {
    expect((await fetch(server.url + path)).headers.get('strict-transport-security')).toMatch(/^max-age=31536000/)
  })
})
