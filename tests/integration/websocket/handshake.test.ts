import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { io } from 'socket.io-client'
import { signAccessToken } from '#server/domain/authentication/access-token.ts'
import { createRateLimiters, rateLimiters } from '#server/infra/rate-limiters.ts'
import { rateLimits } from '#shared/limits.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { connectSocket } from '../../helpers/test-socket.ts'
import { TestClient } from '../../helpers/test-client.ts'
import { configureProcess, startNode, type TestNode } from './nodes.ts'

describe('the handshake', () => {
  let domain: TestDomain
  let harbor: Harbor
  let node: TestNode

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
    configureProcess({ PUBLIC_URL: 'https://messages.harbor.example' })
    node = await startNode({ origins: ['https://partner.example'] })
  })
  afterAll(async () => {
    await node.close()
    await domain.close()
  })

  /** What Maya's browser sends, with this Origin instead of its own. */
  async function headersWith(origin: string | undefined): Promise<Record<string, string>> {
    const { Origin, ...rest } = (await node.browserOf(harbor.maya)).credentials()
    return { ...rest, ...(origin !== undefined && { Origin: origin }), ...(origin === 'own' && { Origin: Origin ?? '' }) }
  }

  describe.each(['websocket', 'polling'] as const)('over %s', (transport) => {
    const transports = [transport]

    it.each(['own', 'https://messages.harbor.example'])('[R-082] [S-14] the origin "%s" may open a socket', async (origin) => {
      const { socket } = await connectSocket(await node.browserOf(harbor.maya), { transports, headers: await headersWith(origin) })
      expect(socket.connected).toBe(true)
      socket.disconnect()
    })

    it.each(['https://evil.example', 'null', 'http://127.0.0.1:1', undefined, 'not a url'])(
      '[S-14] the origin "%s" cannot open a socket, though the cookie is good', async (origin) => {
        const browser = await node.browserOf(harbor.maya)
        await expect(connectSocket(browser, { transports, headers: await headersWith(origin) })).rejects.toThrow(/websocket error|xhr poll error/)
      })

    it('[R-017] a browser enters by its cookie, a program by its Bearer token', async () => {
      for (const client of [await node.browserOf(harbor.maya), await node.programOf(harbor.maya)]) {
        const { socket } = await connectSocket(client, { transports })
        expect(socket.connected).toBe(true)
        socket.disconnect()
      }
    })

    it('[R-017] whoever is not signed in is told so', async () => {
      const refusal = connectSocket(new TestClient(node), { transports })
      await expect(refusal).rejects.toMatchObject({ data: { code: 'unauthenticated' } })
    })
  })

  it.each([['same-origin', 200], ['same-site', 403], ['cross-site', 403], ['none', 403]] as const)(
    '[R-082] [S-14] a page that polls sends no Origin: from a page that the browser calls %s the answer is %i', async (site, status) => {
      const answer = await fetch(`${node.url}/socket.io/?EIO=4&transport=polling`, { headers: { ...await headersWith(undefined), 'Sec-Fetch-Site': site } })
      expect(answer.status).toBe(status)
    })

  it('[R-082] a foreign page that SOCKET_IO_CORS_ORIGIN names may poll, any other may not read the answer', async () => {
    const poll = (origin: string) => fetch(`${node.url}/socket.io/?EIO=4&transport=polling`, { method: 'OPTIONS', headers: { 'Origin': origin, 'Access-Control-Request-Method': 'GET' } })
    expect((await poll('https://partner.example')).headers.get('access-control-allow-origin')).toBe('https://partner.example')
    expect((await poll('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
  })

  it.each(['token', 'access_token', 'authorization'])('[S-15] a token in the query string ("%s") or in the payload opens nothing', async (name) => {
    const token = await signAccessToken(harbor.maya)
    const socket = io(node.url, { transports: ['websocket'], forceNew: true, reconnection: false, query: { [name]: token }, auth: { [name]: token }, extraHeaders: { Origin: node.url } })
    const error = await new Promise(resolve => socket.once('connect', () => resolve(undefined)).once('connect_error', resolve))
    socket.disconnect()
    expect(error).toMatchObject({ data: { code: 'unauthenticated' } })
  })

  it.each([
    ['a revoked session', `UPDATE sessions SET revoked_at = now() WHERE id = $1`],
    ['an expired session', `UPDATE sessions SET expires_at = now() WHERE id = $1`],
    ['a deactivated account', `UPDATE users SET deactivated_at = now() WHERE id = (SELECT user_id FROM sessions WHERE id = $1)`],
  ])('[R-017] [T-09] %s opens no socket, however good the token', async (_case, change) => {
    const { otto } = await createHarbor(domain)
    const client = await node.programOf(otto)
    await domain.database.query(change, [otto.sessionId])
    await expect(connectSocket(client)).rejects.toMatchObject({ data: { code: 'unauthenticated' } })
  })

  it('[S-38] handshakes are limited for each address', async () => {
    rateLimiters.set(createRateLimiters({ redis: undefined, factor: 5 / rateLimits.connect.points }))
    const handshake = (address: string) => fetch(`${node.url}/socket.io/?EIO=4&transport=polling`, { headers: { 'Origin': node.url, 'X-Forwarded-For': address } })
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await handshake('203.0.113.9')).status))
    const other = await handshake('203.0.113.10')
    configureProcess({ PUBLIC_URL: 'https://messages.harbor.example' })
    expect(statuses.filter(status => status === 200)).toHaveLength(5)
    expect(statuses.filter(status => status === 403)).toHaveLength(3)
    expect(other.status).toBe(200)
  })
})
