import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { DatabaseProxy } from '../../helpers/database-proxy.ts'
import { openDatabaseProxy } from '../../helpers/database-proxy.ts'
import { createWorld, type World } from '../../helpers/server-world.ts'
import { TestClient } from '../../helpers/test-client.ts'
import { createDatabase, type TestDatabase } from '../../helpers/test-database.ts'
import { startServer, type TestServer } from '../../helpers/test-server.ts'
import { until } from '../../helpers/until.ts'

const ACCESS = '__Host-parley-access'
const REFRESH = '__Host-parley-refresh'

let database: TestDatabase
let proxy: DatabaseProxy
let server: TestServer
let world: World

beforeAll(async () => {
  database = await createDatabase()
  proxy = await openDatabaseProxy(database)
  server = await startServer({ database: proxy.database })
  world = await createWorld({ ...server, database })
})
afterEach(() => isBack())
afterAll(async () => {
  await server.dispose()
  await proxy.close()
  await database.drop()
})

/** The database answers again, and the server has noticed. */
async function isBack(): Promise<void> {
  await proxy.comeBack()
  const stranger = new TestClient(server)
  await until(async () => (await stranger.post('/api/auth/refresh', { refreshToken: 'nobody\'s' })).status === 401, { what: 'the server to reach its database' })
}

const outages = [
  ['away', () => proxy.goAway()],
  ['in recovery', () => proxy.recover()],
] as const

describe.each(outages)('while the database is %s', (_, begin) => {
  it('[S-40] [R-086] every kind of call answers that the service is unavailable, not that something broke', async () => {
    const maya = await world.maya.signIn()
    const { data: { id } } = await maya.post<{ id: string }>('/api/v1/conversations', { type: 'self' })
    await begin()
    const calls = [
      maya.get('/api/auth/session'),
      maya.get('/api/v1/conversations'),
      maya.patch('/api/v1/account', { name: 'Maya' }),
      maya.post(`/api/v1/conversations/${id}/messages`, { id: uuidv7(), body: 'Is anybody there?' }),
      maya.post('/api/auth/refresh'),
      new TestClient(server).post('/api/auth/login', { email: world.sam.email, password: world.sam.password }),
    ]
    for (const answer of await Promise.all(calls)) expect(answer).toMatchObject({ status: 503, error: { code: 'unavailable' } })
  })

  it('[R-086] a browser whose access token has just ended is not told that nobody is signed in', async () => {
    const maya = await world.maya.signIn()
    maya.cookies.delete(ACCESS)
    const kept = new Map(maya.cookies)
    await begin()
    expect(await maya.get('/api/auth/session')).toMatchObject({ status: 503, error: { code: 'unavailable' } })
    expect(maya.cookies).toEqual(kept)
    await isBack()
    expect(await maya.get('/api/v1/account')).toMatchObject({ status: 200 })
  })

  it.each(['/c', '/settings/profile', '/'])('[R-086] [S-40] the page %s says so, keeps the session, and is there again afterwards', async (path) => {
    const maya = await world.maya.signIn()
    const kept = new Map(maya.cookies)
    await begin()
    const page = await maya.get(path, { headers: { 'Accept': 'text/html', 'Accept-Language': 'en' } })
    expect(page.status).toBe(503)
    expect(page.text).toContain('You are still signed in, and your messages are saved.')
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect([...maya.cookies].filter(([name]) => kept.has(name))).toEqual([...kept])
    await isBack()
    const again = await maya.get(path, { headers: { Accept: 'text/html' } })
    expect([200, 302]).toContain(again.status)
    expect(again.headers.get('location') ?? '').not.toContain('login')
    expect(maya.cookies.has(REFRESH)).toBe(true)
  })

  it('[R-086] a visitor without an account reads the public pages', async () => {
    await begin()
    for (const path of ['/', '/login', '/register']) expect((await new TestClient(server).get(path, { headers: { Accept: 'text/html' } })).status, path).toBe(200)
  })

  it('[S-4] sign-in attempts during an outage do not count', async () => {
    const lena = new TestClient(server, { address: '198.51.100.20' })
    await begin()
    for (let attempt = 0; attempt < 12; attempt += 1) {
      expect(await lena.signIn(world.lena)).toMatchObject({ status: 503 })
    }
    await isBack()
    expect(await lena.signIn({ ...world.lena, password: 'not this one' })).toMatchObject({ status: 401 })
    expect(await lena.signIn(world.lena)).toMatchObject({ status: 200 })
  })
})
