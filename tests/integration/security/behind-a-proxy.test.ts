import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AdminOverview } from '../../../layers/admin/shared/contracts.ts'
import { rateLimits, type RateLimitName } from '#shared/limits.ts'
import { createWorld, type World } from '../../helpers/server-world.ts'
import { TestClient } from '../../helpers/test-client.ts'
import { startServer, type TestServer } from '../../helpers/test-server.ts'

/** Factor of the limits, so that the test needs few guesses. */
const FACTOR = 0.2
const pointsOf = (name: RateLimitName) => Math.ceil(rateLimits[name].points * FACTOR)

describe('behind a proxy that TRUSTED_PROXIES does not list', () => {
  let server: TestServer
  let world: World
  beforeAll(async () => {
    server = await startServer({ env: { TRUSTED_PROXIES: undefined, RATE_LIMIT_FACTOR: String(FACTOR) } })
    world = await createWorld(server)
  })
  afterAll(() => server.dispose())

  const through = (address: string) => new TestClient(server, { address })
  const health = async () => JSON.parse((await new TestClient(server).get('/api/health')).text) as { warnings: string[] }
  const overview = async () => (await (await world.ada.signIn()).get<AdminOverview>('/api/v1/admin/overview')).data
  const warnings = () => server.log().match(/"msg":"Requests come through [^"]*"/g) ?? []

  it('[S-48] direct connections cause no warning', async () => {
    expect(await health()).toMatchObject({ status: 'ready', warnings: [] })
    expect((await overview()).untrustedProxies).toEqual([])
    expect(warnings()).toEqual([])
  })

  it('[S-48] one client cannot block sign-in and registration for all others', async () => {
    const mallory = through('198.51.100.66')
    const guesses = Array.from({ length: pointsOf('loginAddress') + 3 }, (_, index) => mallory.signIn({ email: `nobody-${index}@example.com`, password: 'a guess' }))
    expect(new Set((await Promise.all(guesses)).map(({ status }) => status))).toEqual(new Set([401]))
    const register = (index: number) => mallory.post('/api/auth/register', { email: `heap-${index}@example.com`, password: 'fourteen tables', name: 'Heap' })
    const registered = await Promise.all(Array.from({ length: pointsOf('register') + 3 }, (_, index) => register(index)))
    expect(new Set(registered.map(({ status }) => status))).toEqual(new Set([202]))
    expect((await world.maya.signIn({ address: '198.51.100.7' })).cookies.size).toBeGreaterThan(0)
  })

  it('[S-48] [S-04] the limits by account still apply', async () => {
    const guesses = Array.from({ length: 6 }, (_, index) => through(`198.51.101.${index}`).signIn({ email: world.otto.email, password: 'a guess' }))
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)
    expect(statuses.filter(status => status === 401)).toHaveLength(pointsOf('loginAccount'))
  })

  it('[S-48] a client that connects directly, without such a header, is limited by address', async () => {
    const direct = new TestClient(server)
    const guesses = Array.from({ length: pointsOf('loginAddress') + 3 }, (_, index) => direct.signIn({ email: `none-${index}@example.com`, password: 'a guess' }))
    expect((await Promise.all(guesses)).map(({ status }) => status)).toContain(429)
  })

  it('[S-48] the log says once what to set, health reports a code, and the overview names the proxy', async () => {
    expect(warnings()).toHaveLength(1)
    expect(warnings()[0]).toContain('Add 127.0.0.1 to TRUSTED_PROXIES')
    expect(await health()).toEqual({ status: 'ready', version: expect.any(String), warnings: ['untrusted_proxy'] })
    const ada = await world.ada.signIn({ address: '198.51.100.8' })
    expect((await ada.get<AdminOverview>('/api/v1/admin/overview')).data.untrustedProxies).toEqual(['127.0.0.1'])
  })

  it('[S-48] [S-40] the audit log does not record the proxy as a user\'s address', async () => {
    const rows = await server.database.query<{ address: string }>('SELECT DISTINCT address FROM audit_events ORDER BY address')
    expect(rows.map(({ address }) => address)).toEqual(['127.0.0.1', 'unknown'])
  })
})
