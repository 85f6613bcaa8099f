import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import type { AdminConversation, AdminOverview } from '../../../layers/admin/shared/contracts.ts'
import { adminRegistry } from '../../../layers/admin/shared/registry.ts'
import { TestClient } from '../../helpers/test-client.ts'
import { serverTest } from '../../helpers/fixtures/server.ts'

const it = serverTest
  /** Ada, the administrator, after Maya and Sam have written in a group. */
  .extend('ada', { scope: 'file', auto: true }, async ({ server, world }) => {
    const [maya, sam] = [await world.maya.signIn(), await world.sam.signIn()]
    const group = { type: 'group', id: uuidv7(), projectId: world.project, title: 'Shop front', userIds: [world.sam.id] }
    await maya.post('/api/v1/conversations', group)
    await maya.post(`/api/v1/conversations/${group.id}/messages`, { id: uuidv7(), body: 'When can we open?' })
    await sam.post(`/api/v1/conversations/${group.id}/messages`, { id: uuidv7(), body: 'On Monday.' })
    // The first response took ten minutes.
    await server.database.query(`UPDATE messages SET created_at = created_at - interval '10 minutes' WHERE seq = 1`)
    await maya.post('/api/v1/conversations', { type: 'self' })
    return await world.ada.signIn()
  })
  .extend('list', ({ ada }) => async (query = '') => (await ada.get<AdminConversation[]>(`/api/v1/admin/conversations${query}`)).data)

describe('the admin layer', () => {
  it('[R-154] lists its operations in the API documents', async ({ server }) => {
    const visitor = new TestClient(server)
    const { paths } = JSON.parse((await visitor.get('/api/v1/openapi.json')).text) as { paths: object }
    for (const { path } of adminRegistry) expect(Object.keys(paths)).toContain(path)
    const page = await visitor.get('/api/docs')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    for (const { operation } of adminRegistry) expect(page.text).toContain(`<article id="${operation}">`)
  })

  it('[R-116] [R-122] [R-025] [R-221] counts users, projects, conversations and messages', async ({ ada }) => {
    const { data } = await ada.get<AdminOverview>('/api/v1/admin/overview')
    expect(data).toMatchObject({ people: 5, activeConversations: 2, messagesLastDay: 2, activeProjects: 2, messagingProjects: 1 })
    expect(data.averageResponseTime).toBeGreaterThan(599)
    expect(data.averageResponseTime).toBeLessThan(700)
    expect(data.messagesPerHour).toHaveLength(24)
  })

  it('[R-118] shows an administrator every conversation but no message text', async ({ list }) => {
    const conversations = await list()
    expect(conversations).toMatchObject([
      { type: 'self', participants: ['Maya Okafor'], messageCount: 0, lastMessageAt: null },
      { type: 'group', title: 'Shop front', projectName: 'Maya\'s bakery', participants: ['Maya Okafor', 'Sam Berger'], messageCount: 2 },
    ])
    expect(JSON.stringify(conversations)).not.toContain('Monday')
  })

  it('filters, searches and pages the list of conversations', async ({ list }) => {
    expect(await list('?type=group')).toHaveLength(1)
    expect(await list('?status=archived')).toHaveLength(0)
    expect(await list('?query=shop')).toHaveLength(1)
    expect(await list('?query=BERGER')).toHaveLength(1)
    expect(await list('?query=%25')).toHaveLength(0)
    const [first] = await list('?limit=1')
    expect(await list(`?limit=1&after=${first?.id}`)).toMatchObject([{ type: 'group' }])
  })

  it('[R-126] [R-117] responds 404 to a member who opens its page', async ({ world, ada }) => {
    const maya = await world.maya.signIn()
    expect((await maya.get('/admin', { headers: { Accept: 'text/html' } })).status).toBe(404)
    expect((await ada.get('/admin', { headers: { Accept: 'text/html' } })).status).toBe(200)
  })
})
