import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { io, Manager } from 'socket.io-client'
import { signAccessToken } from '#server/domain/authentication/access-token.ts'
import { createRateLimiters, rateLimiters } from '#server/infra/rate-limiters.ts'
import { rateLimits } from '#shared/limits.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { connectSocket } from '../../helpers/test-socket.ts'
import { TestClient } from '../../helpers/test-client.ts'
import { until } from '../../helpers/until.ts'
import { configureProcess, startNode, type TestNode } from '../../helpers/socket-nodes.ts'

const partner = 'https://partner.example'
const configuration = { PUBLIC_URL: 'https://messages.harbor.example', SOCKET_IO_CORS_ORIGIN: partner }

describe('the handshake', () => {
  let domain: TestDomain
  let harbor: Harbor
  let node: TestNode

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
    configureProcess(configuration)
    node = await startNode({ origins: [partner] })
  })
  afterAll(async () => {
    await node.close()
    await domain.close()
  })

  /** What Maya's browser sends from a page of this origin. */
  async function headersWith(origin: string | undefined, site?: string): Promise<Record<string, string>> {
    const { Origin: _own, ...rest } = (await node.browserOf(harbor.maya)).credentials()
    return { ...rest, ...(origin !== undefined && { Origin: origin }), ...(site !== undefined && { 'Sec-Fetch-Site': site }) }
  }

  describe.each(['websocket', 'polling'] as const)('over %s', (transport) => {
    const transports = [transport]

    it.each(['https://messages.harbor.example', partner])('[R-082] [S-14] the origin "%s" may open a socket', async (origin) => {
      const { socket } = await connectSocket(await node.browserOf(harbor.maya), { transports, headers: await headersWith(origin) })
      expect(socket.connected).toBe(true)
      socket.disconnect()
    })

    it.each(['https://evil.example', 'null', 'http://127.0.0.1:1', 'http://messages.harbor.example', 'own address', undefined, 'not a url'])(
      '[S-14] the origin "%s" cannot open a socket, though the cookie is good', async (origin) => {
        const browser = await node.browserOf(harbor.maya)
        const headers = await headersWith(origin === 'own address' ? node.url : origin)
        await expect(connectSocket(browser, { transports, headers })).rejects.toThrow(/websocket error|xhr poll error/)
      })

    it.each([
      [configuration.PUBLIC_URL, 'same-origin', true],
      [configuration.PUBLIC_URL, 'same-site', false],
      [configuration.PUBLIC_URL, 'cross-site', false],
      [partner, 'cross-site', true],
    ])('[S-14] the origin "%s" that the browser calls %s may open a socket: %s', async (origin, site, opens) => {
      const connecting = connectSocket(await node.browserOf(harbor.maya), { transports, headers: await headersWith(origin, site) })
      if (!opens) return await expect(connecting).rejects.toThrow(/websocket error|xhr poll error/)
      const { socket } = await connecting
      expect(socket.connected).toBe(true)
      socket.disconnect()
    })

    it('[R-017] a browser enters by its cookie, a program by its Bearer token', async () => {
      const browser = Object.assign(await node.browserOf(harbor.maya), { origin: configuration.PUBLIC_URL })
      for (const client of [browser, await node.programOf(harbor.maya)]) {
        const { socket } = await connectSocket(client, { transports })
        expect(socket.connected).toBe(true)
        socket.disconnect()
      }
    })

    it('[R-017] a client without a session gets unauthenticated', async () => {
      const refusal = connectSocket(new TestClient(node), { transports, headers: { Origin: configuration.PUBLIC_URL } })
      await expect(refusal).rejects.toMatchObject({ data: { code: 'unauthenticated' } })
    })
  })

  it.each([['same-origin', 200], ['same-site', 403], ['cross-site', 403], ['none', 403]] as const)(
    '[R-082] [S-14] a page that polls sends no Origin: from a page that the browser calls %s the answer is %i', async (site, status) => {
      const answer = await fetch(`${node.url}/socket.io/?EIO=4&transport=polling`, { headers: await headersWith(undefined, site) })
      expect(answer.status).toBe(status)
    })

  it.each<[string, Record<string, string>]>([
    ['a foreign page', { Origin: 'https://evil.example' }],
    ['a page that the browser calls cross-site', { 'Origin': configuration.PUBLIC_URL, 'Sec-Fetch-Site': 'cross-site' }],
    ['the origin null', { Origin: 'null' }],
    ['no page', {}],
  ])('[S-14] an open connection cannot be used by %s that knows its id', async (_case, headers) => {
    const own = await headersWith(configuration.PUBLIC_URL)
    const opened = await fetch(`${node.url}/socket.io/?EIO=4&transport=polling`, { headers: own })
    const { sid } = JSON.parse((await opened.text()).slice(1)) as { sid: string }
    const address = `${node.url}/socket.io/?EIO=4&transport=polling&sid=${sid}`
    for (const method of ['GET', 'POST']) {
      const answer = await fetch(address, { method, headers, ...(method === 'POST' && { body: '40' }) })
      expect([answer.status, await answer.text()]).toEqual([403, '{"message":"foreign_origin"}'])
    }
    const upgrade = new WebSocket(address.replace('http', 'ws').replace('polling', 'websocket'))
    const [event] = await Promise.race([once(upgrade, 'open'), once(upgrade, 'error')]) as [Event]
    expect(event.type).toBe('error')
    expect((await fetch(address, { method: 'POST', headers: own, body: '40' })).status).toBe(200)
  })

  it('[S-38] [S-49] a connection that never says who it is gets closed', async () => {
    const patient = await startNode({ timings: { connectTimeout: 150 } })
    const extraHeaders = await headersWith(configuration.PUBLIC_URL)
    const managers = Array.from({ length: 10 }, () => new Manager(patient.url, { transports: ['websocket'], reconnection: false, extraHeaders }))
    await until(() => patient.io.engine.clientsCount === 10)
    await until(() => patient.io.engine.clientsCount === 0, { within: 2_000 })
    await until(() => managers.every(manager => manager.engine.readyState === 'closed'))
    await patient.close()
  })

  it('[R-082] a foreign page that SOCKET_IO_CORS_ORIGIN names may poll, any other may not read the answer', async () => {
    const poll = (origin: string) => fetch(`${node.url}/socket.io/?EIO=4&transport=polling`, { method: 'OPTIONS', headers: { 'Origin': origin, 'Access-Control-Request-Method': 'GET' } })
    expect((await poll('https://partner.example')).headers.get('access-control-allow-origin')).toBe('https://partner.example')
    expect((await poll('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
  })

  it.each(['token', 'access_token', 'authorization'])('[S-15] a token in the query string ("%s") or in the payload opens nothing', async (name) => {
    const token = await signAccessToken(harbor.maya)
    const socket = io(node.url, { transports: ['websocket'], forceNew: true, reconnection: false, query: { [name]: token }, auth: { [name]: token }, extraHeaders: { Origin: configuration.PUBLIC_URL } })
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
    const handshake = (address: string) => fetch(`${node.url}/socket.io/?EIO=4&transport=polling`, { headers: { 'Origin': configuration.PUBLIC_URL, 'X-Forwarded-For': address } })
    const statuses = await Promise.all(Array.from({ length: 8 }, async () => (await handshake('203.0.113.9')).status))
    const other = await handshake('203.0.113.10')
    configureProcess(configuration)
    expect(statuses.filter(status => status === 200)).toHaveLength(5)
    expect(statuses.filter(status => status === 403)).toHaveLength(3)
    expect(other.status).toBe(200)
  })
})
