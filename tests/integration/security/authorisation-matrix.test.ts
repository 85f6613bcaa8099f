import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registry } from '#shared/contracts/registry.ts'
import type { Contract } from '#shared/contracts/contract.ts'
import { adminRegistry } from '../../../layers/admin/shared/registry.ts'
import { joinServer } from '../../helpers/http-people.ts'
import { createWorld, type World } from '../../helpers/server-world.ts'
import { startServer, type TestServer } from '../../helpers/test-server.ts'
import { TestClient, type Answer } from '../../helpers/test-client.ts'

const everything = [...registry, ...adminRegistry]
const closed = everything.filter(contract => contract.access !== 'anyone')
const withIds = closed.filter(contract => contract.path.includes(':'))
/** Operations on a conversation or on personal data: closed to users who are only in the project. */
const inside = withIds.filter(contract => /:(conversationId|messageId|scheduledId|invitationId|sessionId)\b/.test(contract.path))
const administrative = closed.filter(contract => contract.path.startsWith('/api/v1/admin/'))

/** A valid body for each operation that has one. A new operation without an entry fails. */
const bodies: Record<string, () => unknown> = {
  updateAccount: () => ({ name: 'Changed' }),
  deleteAccount: () => ({ password: 'wrong for sure' }),
  updatePreferences: () => ({ theme: 'dark' }),
  changePassword: () => ({ password: 'wrong for sure', newPassword: 'a lighthouse at dusk' }),
  changeEmail: () => ({ password: 'wrong for sure', email: 'new@example.com' }),
  createProject: () => ({ name: 'Another' }),
  updateProjectSettings: () => ({ retentionDays: 90 }),
  addProjectMember: () => ({ userId: uuidv7(), role: 'team' }),
  updateProjectMember: () => ({ role: 'lead' }),
  createConversation: () => ({ type: 'self' }),
  updateConversation: () => ({ status: 'archived' }),
  addParticipants: () => ({ userIds: [uuidv7()] }),
  updateParticipant: () => ({ role: 'admin' }),
  removeNamedParticipant: () => ({ userId: uuidv7() }),
  transferOwnership: () => ({ userId: uuidv7() }),
  updateSettings: () => ({ topic: 'Ovens' }),
  restoreSettings: () => ({ version: 0 }),
  createGroupInvitation: () => ({}),
  createProjectInvitation: () => ({ projectRole: 'client' }),
  acceptInvitation: () => ({ token: 'forged' }),
  markRead: () => ({ seq: 1 }),
  markUnread: () => ({ seq: 1 }),
  sendMessage: () => ({ id: uuidv7(), body: 'Hello' }),
  editMessage: () => ({ version: 1, body: 'Changed' }),
  addReaction: () => ({ emoji: '👍' }),
  removeReaction: () => ({ emoji: '👍' }),
  vote: () => ({ options: [] }),
  scheduleMessage: () => ({ id: uuidv7(), body: 'Hello', dueAt: new Date(Date.now() + 3_600_000).toISOString() }),
  changeScheduled: () => ({ body: 'Changed' }),
  setReminder: () => ({ at: new Date(Date.now() + 3_600_000).toISOString() }),
  saveDraft: () => ({ body: 'Dear', age: 0 }),
  saveThreadDraft: () => ({ body: 'Dear', age: 0 }),
  updateThread: () => ({ following: true }),
  sync: () => ({ cursors: {} }),
}

describe('who may call what', () => {
  let server: TestServer
  let world: World
  let ids: Record<string, string>
  /** Both were in the group. Nora was removed from it, Rosa from the project. */
  let nora: TestClient
  let rosa: TestClient

  beforeAll(async () => {
    server = await startServer()
    world = await createWorld(server)
    ids = await createThings()
    nora = await bringIn('nora@lume.example')
    rosa = await bringIn('rosa@lume.example')
    await removeBoth()
  })
  afterAll(() => server.dispose())

  /** Ids of Maya and Lena by path parameter. */
  async function createThings(): Promise<Record<string, string>> {
    const [maya, lena] = [await world.maya.signIn(), await world.lena.signIn()]
    const group = { type: 'group', id: uuidv7(), projectId: world.project, title: 'Opening', userIds: [world.maya.id] }
    const conversation = await lena.post<{ id: string }>('/api/v1/conversations', group)
    const poll = { multiple: false, anonymous: false, closesAt: null, options: ['Rye', 'Wheat'] }
    const message = await maya.post<{ id: string }>(`/api/v1/conversations/${group.id}/messages`, { id: uuidv7(), body: 'Good morning', poll })
    const [session] = (await maya.get<{ id: string }[]>('/api/v1/account/sessions')).data
    const invitation = await lena.post<{ id: string }>(`/api/v1/projects/${world.project}/invitations`, { projectRole: 'client' })
    const scheduled = await maya.post<{ id: string }>(`/api/v1/conversations/${conversation.data.id}/scheduled-messages`, bodies.scheduleMessage?.())
    return {
      conversationId: conversation.data.id,
      invitationId: invitation.data.id,
      messageId: message.data.id,
      scheduledId: scheduled.data.id,
      sessionId: session?.id ?? '',
      projectId: world.project,
      userId: world.maya.id,
    }
  }

  /** A new person in the project and in the group. */
  async function bringIn(email: string): Promise<TestClient> {
    const client = await joinServer(server, email)
    const { data: { id: userId } } = await client.get<{ id: string }>('/api/v1/account')
    const lena = await world.lena.signIn()
    await server.database.query('INSERT INTO project_members (project_id, user_id, role) VALUES ($1, $2, \'team\')', [world.project, userId])
    await lena.post(`/api/v1/conversations/${ids.conversationId}/participants`, { userIds: [userId] })
    expect(await client.get(`/api/v1/messages/${ids.messageId}`)).toMatchObject({ status: 200 })
    return client
  }

  async function removeBoth(): Promise<void> {
    const lena = await world.lena.signIn()
    const [noraId, rosaId] = await Promise.all([nora, rosa].map(async client => (await client.get<{ id: string }>('/api/v1/account')).data.id))
    await lena.delete(`/api/v1/conversations/${ids.conversationId}/participants/${noraId}`)
    await lena.delete(`/api/v1/projects/${world.project}/members/${rosaId}`)
  }

  function call(client: TestClient, contract: Contract, values: Record<string, string>): Promise<Answer<unknown>> {
    const path = contract.path.replaceAll(/:(\w+)/g, (_, name: string) => values[name] ?? `missing-${name}`)
    const body = contract.method === 'GET' ? undefined : bodies[contract.operation]?.() ?? {}
    return client.request(contract.method, path, body)
  }

  it.each(closed.map(contract => [contract.operation, contract] as const))('[S-16] [R-016] %s refuses a caller who is not signed in', async (_, contract) => {
    const answer = await call(new TestClient(server), contract, ids)
    expect(answer).toMatchObject({ status: 401, error: { code: 'unauthenticated' } })
  })

  it.each(withIds.map(contract => [contract.operation, contract] as const))('[S-16] [T-10] [R-011] %s does not find ids of another project', async (_, contract) => {
    const otto = await world.otto.signIn()
    const answer = await call(otto, contract, ids)
    expect(answer).toMatchObject({ status: 404, error: { code: 'not_found' } })
    expect(answer.text).not.toContain('Good morning')
  })

  it.each(inside.map(contract => [contract.operation, contract] as const))('[S-16] [R-011] %s does not find a conversation for project members who are not, or no longer, participants', async (_, contract) => {
    for (const client of [await world.sam.signIn(), nora]) {
      const answer = await call(client, contract, ids)
      expect(answer).toMatchObject({ status: 404, error: { code: 'not_found' } })
      expect(answer.text).not.toContain('Good morning')
    }
  })

  it.each(withIds.map(contract => [contract.operation, contract] as const))('[S-16] [T-10] %s does not find ids of a project for a removed member', async (_, contract) => {
    const answer = await call(rosa, contract, ids)
    expect(answer).toMatchObject({ status: 404, error: { code: 'not_found' } })
    expect(answer.text).not.toContain('Good morning')
  })

  it('[S-16] a participant can vote where others are refused', async () => {
    const lena = await world.lena.signIn()
    for (const { operation, ...contract } of closed) {
      if (['readVote', 'vote', 'closePoll'].includes(operation)) expect(await call(lena, { operation, ...contract }, ids), operation).toMatchObject({ status: 200 })
    }
  })

  it.each(withIds.map(contract => [contract.operation, contract] as const))('[S-16] %s responds to an unknown id as to a foreign one', async (_, contract) => {
    // Not Otto again: reactions are limited to five per minute.
    const lena = await world.lena.signIn()
    const unknown = Object.fromEntries(Object.keys(ids).map(name => [name, uuidv7()]))
    expect(await call(lena, contract, unknown)).toMatchObject({ status: 404, error: { code: 'not_found' } })
    const malformed = Object.fromEntries(Object.keys(ids).map(name => [name, '1%20OR%201=1']))
    expect(await call(lena, contract, malformed)).toMatchObject({ status: 404, error: { code: 'not_found' } })
  })

  it.each(administrative.map(contract => [contract.operation, contract] as const))('[R-117] %s is for administrators only', async (_, contract) => {
    expect(await call(await world.maya.signIn(), contract, ids)).toMatchObject({ status: 403, error: { code: 'forbidden' } })
    expect(await call(await world.ada.signIn(), contract, ids)).toMatchObject({ status: 200 })
  })

  it.each(everything.filter(contract => contract.method !== 'GET').map(contract => [contract.operation, contract] as const))(
    '[S-13] %s refuses foreign origins, other types and unknown fields', async (_, contract) => {
      const maya = await world.maya.signIn()
      const path = contract.path.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? '')
      for (const origin of ['https://evil.example', 'null']) {
        const answer = await maya.request(contract.method, path, {}, { headers: { Origin: origin } })
        expect(answer).toMatchObject({ status: 403, error: { code: 'foreign_origin' } })
      }
      const crossSite = await maya.request(contract.method, path, {}, { headers: { 'Sec-Fetch-Site': 'cross-site' } })
      expect(crossSite).toMatchObject({ status: 403, error: { code: 'foreign_origin' } })
      const text = await maya.request(contract.method, path, '{"a":1}', { headers: { 'Content-Type': 'text/plain' } })
      expect(text).toMatchObject({ status: 415, error: { code: 'unsupported_media_type' } })
      const unknown = await maya.request(contract.method, path, { role: 'admin', seq: 7 })
      expect(unknown).toMatchObject({ status: 400, error: { code: 'malformed' } })
    })
})
