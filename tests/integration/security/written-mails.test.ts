import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mailOf, password } from '../../helpers/http-people.ts'
import { TestClient } from '../../helpers/test-client.ts'
import { startServer, type TestServer } from '../../helpers/test-server.ts'

/** The URL of the page as printed by the server. */
function printedPath(server: TestServer): string {
  return /shown at http:\/\/localhost:\d+(\/dev\/mail\/[\w-]{43})\n/.exec(server.log())?.[1] ?? 'none was printed'
}

const asBrowser = { headers: { Accept: 'text/html' } }

describe('the mail page of a trial server', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ env: { PUBLIC_URL: undefined, NODE_ENV: 'test' } })
    await new TestClient(server).post('/api/auth/register', { email: 'maya@lume.example', password, name: 'Maya' })
    await mailOf(server, 'maya@lume.example')
  })
  afterAll(() => server.dispose())

  it('[S-47] opens with the key from the terminal, also through a proxy', async () => {
    const page = await new TestClient(server, { address: '198.51.100.1' }).get(printedPath(server), asBrowser)
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining('maya@lume.example') })
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  })

  it.each([['a browser', asBrowser], ['a program', { headers: { Accept: 'application/json' } }]])('[S-47] responds without the key like any unknown page, for %s', async (_, options) => {
    const client = new TestClient(server)
    const answerTo = async (path: string) => {
      const { status, text, headers } = await client.get(path, options)
      // Nonces and ids differ in each response, and a page contains its own path.
      const same = text.replaceAll(path, '…').replaceAll(encodeURIComponent(path), '…').replaceAll(path.replaceAll('/', '\\u002F'), '…').replaceAll(/nonce="[^"]+"/g, 'nonce')
      return { status, text: same, type: headers.get('content-type') }
    }
    const nowhere = await answerTo('/nowhere')
    expect(nowhere.status).toBe(404)
    for (const path of ['/dev/mail', `/dev/mail/${'x'.repeat(43)}`, printedPath(server).slice(0, -1)]) expect(await answerTo(path), path).toEqual(nowhere)
  })

  it('[S-47] has the same address after a restart', async () => {
    const before = printedPath(server)
    await server.stop()
    await server.start()
    const printed = [...server.log().matchAll(/shown at http:\/\/localhost:\d+(\S+)/g)].map(([, path]) => path)
    expect(printed).toEqual([before, before])
    // The log, which is stored and shared, does not contain it.
    expect(server.log().split('\n').filter(line => line.startsWith('{')).join('\n')).not.toContain(before)
  })
})

describe('the mail page of a public server', () => {
  it('[S-47] [S-41] does not exist, and no key is printed', async () => {
    const server = await startServer({ env: { NODE_ENV: 'test' } })
    try {
      expect(server.log()).not.toContain('/dev/mail')
      expect(await new TestClient(server).get('/dev/mail', asBrowser)).toMatchObject({ status: 404 })
    }
    finally {
      await server.dispose()
    }
  })
})
