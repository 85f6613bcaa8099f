import { globSync } from 'node:fs'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registry } from '#shared/contracts/registry.ts'
import { adminRegistry } from '../../../layers/admin/shared/registry.ts'
import { createWorld, type World } from '../../helpers/server-world.ts'
import { digestTables, type Moving } from '../../helpers/table-digests.ts'
import { TestClient } from '../../helpers/test-client.ts'
import { startServer, type TestServer } from '../../helpers/test-server.ts'
import { until } from '../../helpers/until.ts'

const reads = [...registry, ...adminRegistry].filter(contract => contract.method === 'GET')

/** Every page, as the router names it. */
const pages = globSync(['pages/**/*.vue', 'layers/*/pages/**/*.vue']).sort()
  .map(file => `/${file.replace(/^(?:layers\/[^/]+\/)?pages\//, '').replace(/\.vue$/, '').replace(/(?:^|\/)index$/, '')}`)

/** Only the audit log changes: it records denied access for every method. */
const moving: Record<string, Moving> = { audit_events: { rows: 'action = \'access.denied\'' } }

/** With an expired access token the session updates its last use and exchanges its refresh token. */
const movingWithRenewal: Record<string, Moving> = {
  ...moving,
  sessions: { columns: ['last_used_at', 'address'] },
  refresh_tokens: { rows: 'true' },
}

type Role = 'stranger' | 'client' | 'team' | 'lead' | 'other tenant' | 'administrator'

let server: TestServer
let world: World
let ids: Record<string, string>

beforeAll(async () => {
  server = await startServer()
  world = await createWorld(server)
  const [maya, sam] = [await world.maya.signIn(), await world.sam.signIn()]
  const [conversationId, messageId] = [uuidv7(), uuidv7()]
  await sam.post('/api/v1/conversations', { type: 'group', id: conversationId, projectId: world.project, title: 'Shop front', userIds: [world.maya.id, world.lena.id] })
  await sam.post(`/api/v1/conversations/${conversationId}/messages`, { id: messageId, body: 'The first sketch' })
  await maya.post(`/api/v1/conversations/${conversationId}/messages`, { id: uuidv7(), body: 'Lovely', parentId: messageId })
  await maya.post(`/api/v1/messages/${messageId}/reactions`, { emoji: '👍' })
  await sam.patch(`/api/v1/messages/${messageId}`, { version: 1, body: 'The first sketch, in colour' })
  ids = { conversationId, messageId, projectId: world.project, userId: world.maya.id }
})
afterAll(() => server.dispose())

async function clientOf(role: Role): Promise<TestClient> {
  const people = { 'client': world.maya, 'team': world.sam, 'lead': world.lena, 'other tenant': world.otto, 'administrator': world.ada }
  return role === 'stranger' ? new TestClient(server) : await people[role].signIn()
}

/** Every readable URL, with existing ids. */
function addresses(): string[] {
  const paths = reads.map(({ path }) => path.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? `unknown-${name}`))
  const id = (file: string) => (file.startsWith('/p/') ? ids.projectId : ids.conversationId) ?? ''
  return [...paths, ...pages.map(file => file.replace('[id]', id(file))), '/api/health', '/api/docs', '/nowhere']
}

/** Reads every URL and returns those that succeeded. */
async function crawl(client: TestClient): Promise<string[]> {
  const found: string[] = []
  for (const address of addresses()) {
    const { status } = await client.get(address, address.startsWith('/api/') ? {} : { headers: { Accept: 'text/html' } })
    expect(status, address).toBeLessThan(500)
    if (status === 200) found.push(address)
  }
  return found
}

describe('reading', () => {
  it.each<[Role, number]>([['stranger', 6], ['client', 20], ['team', 20], ['lead', 20], ['other tenant', 12], ['administrator', 12]])(
    '[S-13] changes nothing, whatever the %s asks for', async (role, least) => {
      const client = await clientOf(role)
      const before = await digestTables(server.database, moving)
      const found = await crawl(client)
      // Most requests must succeed, or the test proves nothing.
      expect(found.length).toBeGreaterThanOrEqual(least)
      expect(await digestTables(server.database, moving)).toEqual(before)
    })

  it('[S-13] changes only the session when the access token has expired', async () => {
    const client = await clientOf('client')
    client.cookies.delete('__Host-parley-access')
    const before = await digestTables(server.database, movingWithRenewal)
    await crawl(client)
    expect(await digestTables(server.database, movingWithRenewal)).toEqual(before)
  })

  it('[S-13] detects a change in any table that users write to', async () => {
    const client = await clientOf('client')
    const before = await digestTables(server.database, moving)
    await client.put(`/api/v1/conversations/${ids.conversationId}/read`, { seq: 1 })
    await client.patch('/api/v1/account', { about: 'Bakes at four' })
    const changed = await until(async () => {
      const after = await digestTables(server.database, moving)
      const names = Object.keys(after).filter(name => after[name] !== before[name])
      return names.length >= 3 && names
    }, { what: 'the marker, its step and the profile' })
    expect(changed.sort()).toEqual(['participants', 'read_moves', 'users'])
  })
})
