import { describe, expect } from 'vitest'
import { joinServer, password } from '../../helpers/http-people.ts'
import { TestClient, type Answer } from '../../helpers/test-client.ts'
import { until } from '../../helpers/until.ts'
import { serverTest as it } from '../../helpers/fixtures/server.ts'

const ACCESS = '__Host-parley-access'
const REFRESH = '__Host-parley-refresh'
/** Marks a known browser. It is no credential. */
const KNOWN = '__Host-parley-known'

describe('signing in over HTTP', () => {
  it('[R-008] [S-12] gives a browser httpOnly cookies and a body without tokens', async ({ server }) => {
    const maya = await joinServer(server, 'maya@lume.example', { address: '198.51.100.1' })
    const answer = await maya.signIn({ email: 'maya@lume.example', password })
    const cookies = answer.headers.getSetCookie()
    expect(cookies.map(cookie => cookie.split('=')[0]).sort()).toEqual([ACCESS, KNOWN, REFRESH])
    for (const cookie of cookies) {
      for (const attribute of [/; Secure/i, /; HttpOnly/i, /; SameSite=Lax/i, /; Path=\/(;|$)/i]) expect(cookie).toMatch(attribute)
      expect(cookie).not.toMatch(/; Domain=/i)
    }
    expect(answer.data).toMatchObject({ marker: 'signed-in', user: { email: 'maya@lume.example' } })
    for (const value of maya.cookies.values()) expect(answer.text).not.toContain(value)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('[R-007] [R-016] gives a program tokens in the body and no cookies; the program sends them as Bearer', async ({ server }) => {
    const program = await joinServer(server, 'program@lume.example', { as: 'api', address: '198.51.100.2' })
    expect(program.accessToken).toBeDefined()
    const answer = await program.get<{ email: string }>('/api/v1/account')
    expect(answer).toMatchObject({ status: 200, data: { email: 'program@lume.example' } })
    const refreshed = await program.post<{ refreshToken: string }>('/api/auth/refresh', { refreshToken: program.refreshToken })
    expect(refreshed.headers.getSetCookie()).toEqual([])
    expect(refreshed.data.refreshToken).not.toBe(program.refreshToken)
  })

  it('[R-016] every private route responds 401 without a credential', async ({ server }) => {
    const stranger = new TestClient(server)
    for (const path of ['/api/auth/session', '/api/v1/account', '/api/v1/account/sessions', '/api/v1/users', '/api/v1/projects']) {
      expect(await stranger.get(path), path).toMatchObject({ status: 401, error: { code: 'unauthenticated' } })
    }
  })

  it('[R-008] an expired access token is renewed during the request, for parallel calls too', async ({ server }) => {
    const sam = await joinServer(server, 'sam@harbor.example', { address: '198.51.100.3' })
    const before = sam.cookies.get(REFRESH)
    sam.cookies.delete(ACCESS)
    const answers = await Promise.all(Array.from({ length: 8 }, () => sam.get('/api/v1/account')))
    expect(answers.map(answer => answer.status)).toEqual(Array.from({ length: 8 }, () => 200))
    const refreshed = answers.flatMap(answer => answer.headers.getSetCookie()).filter(cookie => cookie.startsWith(REFRESH))
    expect(new Set(refreshed.map(cookie => cookie.split(';')[0])).size).toBe(1)
    expect(sam.cookies.get(REFRESH)).not.toBe(before)
    expect(await sam.get('/api/v1/account')).toMatchObject({ status: 200 })
  })

  it('[S-53] a script in a page cannot get tokens from the browser\'s cookies', async ({ server }) => {
    const rosa = await joinServer(server, 'rosa@lume.example', { address: '198.51.100.14' })
    const asProgram = { headers: { 'X-Parley-Client': 'api' } }
    const secrets = () => [ACCESS, REFRESH].map(name => rosa.cookies.get(name) ?? '')
    const before = secrets()
    const refreshed = await rosa.post('/api/auth/refresh', {}, asProgram)
    const signedIn = await rosa.post('/api/auth/login', { email: 'rosa@lume.example', password }, asProgram)
    for (const { status, data, text } of [refreshed, signedIn]) {
      expect({ status, keys: Object.keys(data as object).sort() }).toEqual({ status: 200, keys: ['expiresIn', 'marker', 'user'] })
      for (const secret of [...before, ...secrets()]) expect(text).not.toContain(secret)
    }
    expect(secrets()).not.toEqual(before)
    expect(await rosa.get('/api/v1/account')).toMatchObject({ status: 200 })
  })

  it('[R-002] [S-10] signing out clears the cookies, and the old ones stop working', async ({ server }) => {
    const lena = await joinServer(server, 'lena@brot.example', { address: '198.51.100.4' })
    const cookies = new Map(lena.cookies)
    const answer = await lena.post('/api/auth/logout')
    expect(answer).toMatchObject({ status: 200, data: { done: true } })
    expect(answer.headers.get('clear-site-data')).toBe('"storage"')
    expect([...lena.cookies.keys()]).toEqual([KNOWN])
    for (const [name, value] of cookies) lena.cookies.set(name, value)
    expect(await lena.get('/api/v1/account')).toMatchObject({ status: 401 })
    lena.cookies.delete(ACCESS)
    expect(await lena.get('/api/v1/account')).toMatchObject({ status: 401 })
    expect([...lena.cookies.keys()]).toEqual([KNOWN])
  })

  it('[S-25] a browser clears its storage at sign-out, not when a session has expired', async ({ server }) => {
    const nora = await joinServer(server, 'nora@brot.example', { address: '198.51.100.15' })
    const phone = new TestClient(server, { address: '198.51.100.15' })
    await phone.signIn({ email: 'nora@brot.example', password })
    const sessions = await nora.get<{ id: string, current: boolean }[]>('/api/v1/account/sessions')
    const [here, there] = [true, false].map(current => sessions.data.find(session => session.current === current)?.id)
    const forgets = async (answer: Promise<Answer<unknown>>) => (await answer).headers.get('clear-site-data')
    expect(await forgets(nora.delete(`/api/v1/account/sessions/${there}`))).toBeNull()
    expect(await forgets(phone.get('/api/v1/account'))).toBeNull()
    expect(await forgets(phone.post('/api/auth/refresh'))).toBeNull()
    expect(await forgets(nora.delete(`/api/v1/account/sessions/${here}`))).toBe('"storage"')
    const last = new TestClient(server, { address: '198.51.100.15' })
    await last.signIn({ email: 'nora@brot.example', password })
    expect(await forgets(last.delete('/api/v1/account', { password: 'a wrong one' }))).toBeNull()
    expect(await forgets(last.delete('/api/v1/account', { password }))).toBe('"storage"')
  })

  it('[S-13] a foreign page cannot change anything with the browser\'s cookies', async ({ server }) => {
    const eva = await joinServer(server, 'eva@lume.example', { address: '198.51.100.5' })
    const foreign: Record<string, string>[] = [{ Origin: 'https://evil.example' }, { Origin: 'null' }, { 'Sec-Fetch-Site': 'cross-site' }]
    for (const headers of foreign) {
      expect(await eva.patch('/api/v1/account', { name: 'Mallory' }, { headers })).toMatchObject({ status: 403, error: { code: 'foreign_origin' } })
    }
    expect(await eva.request('PATCH', '/api/v1/account', '{"name":"Mallory"}', { headers: { 'Content-Type': 'text/plain' } })).toMatchObject({ status: 415 })
    expect(await eva.get('/api/v1/account')).toMatchObject({ data: { name: 'Maya Lindqvist' } })
  })

  it('[S-19] [R-012] unknown fields are refused, so no mass assignment is possible', async ({ server }) => {
    const mallory = await joinServer(server, 'mallory@lume.example', { address: '198.51.100.6' })
    for (const body of [{ platformRole: 'admin' }, { name: 'M', emailVerified: true }, { id: 'x' }, { __proto__: null, constructor: {} }]) {
      expect(await mallory.patch('/api/v1/account', body)).toMatchObject({ status: 400, error: { code: 'malformed' } })
    }
    expect(await mallory.request('PATCH', '/api/v1/account', '{"__proto__":{"platformRole":"admin"}}')).toMatchObject({ status: 400 })
    expect(await mallory.get('/api/v1/account')).toMatchObject({ data: { platformRole: 'member' } })
  })

  it('[R-010] [S-4] ten wrong passwords block sign-in for a while, also with the right one; existing sessions continue', async ({ server }) => {
    const ben = await joinServer(server, 'ben@lume.example', { address: '198.51.100.7' })
    const guess = (index: number) => new TestClient(server, { address: `198.51.101.${index}` }).signIn({ email: 'ben@lume.example', password: `guess ${index}` })
    const statuses = (await Promise.all(Array.from({ length: 15 }, (_, index) => guess(index)))).map(answer => answer.status)
    expect(statuses.filter(status => status === 401)).toHaveLength(10)
    const refused = await new TestClient(server, { address: '198.51.102.1' }).signIn({ email: 'ben@lume.example', password })
    expect(refused).toMatchObject({ status: 429, error: { code: 'too_many_requests' } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await ben.get('/api/v1/account')).toMatchObject({ status: 200 })
  })

  it('[S-5] [R-013] known and unknown addresses get the same responses', async ({ server }) => {
    await joinServer(server, 'known@lume.example', { address: '198.51.100.8' })
    const stranger = new TestClient(server, { address: '198.51.100.9' })
    for (const [path, body] of [
      ['/api/auth/login', { password: 'a wrong one' }],
      ['/api/auth/register', { password, name: 'Someone' }],
      ['/api/v1/account/password/forgot', {}],
    ] as const) {
      const known = await stranger.post(path, { ...body, email: 'known@lume.example' })
      const unknown = await stranger.post(path, { ...body, email: 'unknown@lume.example' })
      expect({ status: unknown.status, data: unknown.data, error: unknown.error }, path).toEqual({ status: known.status, data: known.data, error: known.error })
    }
  })

  it('[R-014] an invalid field is named with its rule', async ({ server }) => {
    const stranger = new TestClient(server, { address: '198.51.100.10' })
    const answer = await stranger.post('/api/auth/register', { email: 'no address', password: 'short', name: ' ' })
    expect(answer.status).toBe(422)
    expect(answer.error?.details?.fields?.map(({ field }) => field).sort()).toEqual(['email', 'name', 'password'])
  })

  it('[S-40] a denied access is in the audit log', async ({ server }) => {
    const lead = await joinServer(server, 'lead@harbor.example', { address: '198.51.100.11' })
    const client = await joinServer(server, 'client@harbor.example', { address: '198.51.100.12' })
    const { data: project } = await lead.post<{ id: string }>('/api/v1/projects', { name: 'Harbor' })
    const { data: { id } } = await client.get<{ id: string }>('/api/v1/account')
    await server.database.query(`INSERT INTO project_members (project_id, user_id, role) VALUES ($1, $2, 'client')`, [project.id, id])
    expect(await client.patch(`/api/v1/projects/${project.id}/members/${id}`, { role: 'lead' })).toMatchObject({ status: 403, error: { code: 'forbidden' } })
    const denied = await until(async () => {
      const [row] = await server.database.query(`SELECT subject, address FROM audit_events WHERE action = 'access.denied' AND actor_id = $1`, [id])
      return row
    }, { what: 'the line in the audit log' })
    expect(denied).toEqual({ subject: 'updateProjectMember', address: '198.51.100.12' })
  })

  it('[S-39] passwords, tokens and links are in no log line', async ({ server }) => {
    const tess = await joinServer(server, 'tess@lume.example', { address: '198.51.100.13' })
    await tess.put('/api/v1/account/password', { password: 'canary-old-7', newPassword: 'canary-new-7' })
    expect(server.log()).not.toMatch(/canary|fourteen tables/)
    for (const value of tess.cookies.values()) expect(server.log()).not.toContain(value)
  })

  it('[S-39] a request has an id of the server, whatever id the client sends', async ({ server }) => {
    const stranger = new TestClient(server)
    for (const given of ['trace-0123456789', 'x<script>']) {
      const answer = await stranger.get('/api/v1/account', { headers: { 'X-Request-Id': given } })
      expect(answer.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
      expect(answer.meta?.requestId).toBe(answer.headers.get('x-request-id'))
    }
  })
})
