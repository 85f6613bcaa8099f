import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rateLimits } from '#shared/limits.ts'
import { TestClient } from '../../helpers/test-client.ts'
import { startServer, type TestServer } from '../../helpers/test-server.ts'

/** Factor of the limits, so that the test renders few pages. */
const FACTOR = 0.1
const PAGES = Math.ceil(rateLimits.page.points * FACTOR)

describe('pages and paths for anonymous callers', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ env: { RATE_LIMIT_FACTOR: String(FACTOR) } })
  })
  afterAll(() => server.dispose())

  const ask = (path: string, { address = '198.51.100.1', ...init }: RequestInit & { address?: string } = {}) =>
    fetch(server.url + path, { ...init, redirect: 'manual', headers: { 'Accept': 'text/html', 'X-Forwarded-For': address } })

  it('[S-38] existing and missing pages are limited by address; files, health and other addresses are not', async () => {
    const paths = Array.from({ length: PAGES + 10 }, (_, index) => index % 2 ? `/nowhere-${index}` : '/login')
    const answers = await Promise.all(paths.map(path => ask(path)))
    expect(answers.filter(({ status }) => status === 200 || status === 404)).toHaveLength(PAGES)
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(10)
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refused[0]?.headers.get('cache-control')).toBe('no-store')
    expect(refused[0]?.headers.get('content-security-policy')).toContain('default-src \'none\'')
    expect(await refused[0]?.text()).toContain('Reload this page in a minute')
    const script = /\/_nuxt\/[\w-]+\.js/.exec(await (await ask('/login', { address: '198.51.100.2' })).text())?.[0] ?? ''
    for (const path of [script, '/icon.svg', '/api/health', '/api/docs']) expect((await ask(path)).status, path).toBe(200)
  })

  it.each(['/_nuxt/nowhere', '/_nuxt/nowhere.js', '/favicon-x.png', '/wp-login.php', '/.env'])('[S-38] %s is not found, without rendering a page', async (path) => {
    const answer = await ask(path, { address: '198.51.100.3' })
    expect({ status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() })
      .toEqual({ status: 404, type: 'text/plain; charset=utf-8', text: 'Not Found\n' })
  })

  it.each(['/api/nowhere', '/api/v1/nowhere', '/api/v1/conversations/x/nowhere', '/api/auth/nowhere'])('[R-157] %s is not found with an API error, for browsers too', async (path) => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const answer = await ask(path, { method })
      expect(answer.headers.get('content-type')).toContain('application/json')
      expect({ status: answer.status, body: await answer.json() }).toEqual({
        status: 404,
        body: { error: { code: 'not_found', message: 'not found' }, meta: { requestId: answer.headers.get('x-request-id'), durationMs: expect.any(Number) } },
      })
    }
  })

  it.each([
    ['GET', '/api/auth/login', 'POST'], ['DELETE', '/api/auth/register', 'POST'], ['POST', '/api/health', 'GET'], ['PUT', '/api/v1/admin/overview', 'GET'],
  ])('[R-157] %s %s is no method of it, in the words of the API', async (method, path, allowed) => {
    const answer = await ask(path, { method })
    expect(answer.headers.get('allow')).toBe(allowed)
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({ status: 405, body: { error: { code: 'method_not_allowed' } } })
    // Existing paths still work.
    expect((await new TestClient(server).get('/api/health')).status).toBe(200)
  })
})
