import { createHash, randomBytes } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { recordOf } from '#shared/message-references.ts'
import { createWorld, type World } from '../server-world.ts'
import type { TestClient } from '../test-client.ts'
import type { TestServer } from '../test-server.ts'
import { mailOf } from '../http-people.ts'
import type { KnownValues } from './valid-values.ts'

/** A person amid a world of their own, and what they would name in calls. */
export interface Scene {
  client: TestClient
  known: KnownValues
}

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

/** Lena leads a project and owns a group with a bit of everything in it; an administrator when that is asked for. */
export async function createScene(server: TestServer, { asAdministrator = false, withMails = false } = {}): Promise<Scene> {
  const world = await createWorld(server)
  const [client, maya] = [await (asAdministrator ? world.ada : world.lena).signIn({ as: 'api' }), await world.maya.signIn({ as: 'api' })]
  if (asAdministrator) return { client, known: { query: ['Maya', 'bakery'] } }
  // With a second lead Lena can leave the project, and delete her account.
  await client.patch(`/api/v1/projects/${world.project}/members/${world.sam.id}`, { role: 'lead' })
  const conversations = await createConversations(world, client, maya)
  const messages = await createMessages(conversations, client, maya)
  const [invitations, credentials, later, secondProject] = await Promise.all([
    createInvitations(world, server, { client, group: conversations[0], withMails }),
    createSessionAndLinks(world, server, client),
    createDeferredParts(conversations[0], messages[0], client),
    createSecondProject(world, client),
  ])
  const others = {
    ...credentials,
    ...later,
    userId: [world.maya.id, world.sam.id, world.lena.id, world.otto.id],
    projectId: [world.project, secondProject, world.foreignProject],
  }
  return { client, known: knownValues({ conversations, messages, invitations, others }) }
}

/** Led by Lena and Sam; Maya, whom they know from the other one, can be added. */
async function createSecondProject({ sam }: World, client: TestClient): Promise<string> {
  const project = await created(client, '/api/v1/projects', { name: 'Maya\'s second bakery' })
  await client.post(`/api/v1/projects/${project}/members`, { userId: sam.id, role: 'lead' })
  return project
}

type List = [string, ...string[]]

interface Things {
  conversations: List
  messages: List
  invitations: { ids: string[], tokens: string[] }
  others: Record<string, readonly unknown[]>
}

function knownValues({ conversations, messages, invitations, others }: Things): KnownValues {
  return {
    ...others,
    userIds: others.userId ?? [],
    // The group with everything in it more often than the others.
    conversationId: [conversations[0], conversations[0], ...conversations],
    followed: conversations,
    cursors: conversations,
    messageId: messages,
    ...recordOf(() => messages),
    id: [messages[0], ...Array.from({ length: 6 }, () => uuidv7())],
    before: [...messages, '1', '3'],
    after: [...messages, '0', '2'],
    around: ['1', '2'],
    limit: ['1', '2', '50'],
    version: [1, 2, 0],
    seq: [1, 2, 3],
    lastReadSeq: [1, 2, 3],
    options: [[], [0], [1], ['Rye', 'Wheat']],
    invitationId: invitations.ids,
    token: [...invitations.tokens, ...others.token ?? []],
    query: ['Maya', 'a', '%'],
    from: ['2024-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    at: [inAnHour()],
    dueAt: [inAnHour()],
    closesAt: [null, inAnHour()],
  }
}

/** A group of Lena's, one of Maya's in which Lena is an administrator, their direct conversation and Lena's notes. */
async function createConversations({ project, maya, sam, lena }: World, client: TestClient, other: TestClient): Promise<List> {
  const [own, foreign] = [uuidv7(), uuidv7()]
  await created(client, '/api/v1/conversations', { type: 'group', id: own, projectId: project, title: 'Opening', userIds: [maya.id, sam.id] })
  await created(other, '/api/v1/conversations', { type: 'group', id: foreign, projectId: project, title: 'Menu', userIds: [lena.id] })
  await other.patch(`/api/v1/conversations/${foreign}/participants/${lena.id}`, { role: 'admin' })
  const direct = await created(client, '/api/v1/conversations', { type: 'direct', userId: maya.id })
  const notes = await created(client, '/api/v1/conversations', { type: 'self' })
  await client.patch(`/api/v1/conversations/${own}/settings`, { topic: 'Ovens' })
  return [own, foreign, direct, notes]
}

/** A poll, a root with its reply, a message with everything on it, one of another author, and one that was just deleted. */
async function createMessages([group]: List, client: TestClient, other: TestClient): Promise<List> {
  const path = `/api/v1/conversations/${group}/messages`
  const send = (by: TestClient, body: string, more: Record<string, unknown> = {}) => created(by, path, { id: uuidv7(), body, ...more })
  const poll = await send(client, 'Which bread?', { poll: { multiple: true, anonymous: false, closesAt: null, options: ['Rye', 'Wheat'] } })
  const root = await send(client, 'The ovens come on Monday')
  const reply = await send(other, 'At last', { parentId: root })
  const kept = await send(client, 'Flour: see https://mill.example/flour')
  const deleted = await send(client, 'Too early')
  const plain = await send(client, 'Salt is here')
  await client.patch(`/api/v1/messages/${kept}`, { version: 1, body: 'Flour and salt: see https://mill.example/flour' })
  await other.post(`/api/v1/messages/${kept}/reactions`, { emoji: '👍' })
  await client.put(`/api/v1/messages/${kept}/pin`)
  await client.put(`/api/v1/messages/${kept}/reminder`, { at: inAnHour() })
  await client.delete(`/api/v1/messages/${deleted}`)
  return [poll, root, kept, plain, reply, deleted]
}

async function createInvitations({ project }: World, server: TestServer, { client, group, withMails }: { client: TestClient, group: string, withMails: boolean }) {
  const email = `nora.${uuidv7()}@example.com`
  const paths = [`/api/v1/conversations/${group}/invitations`, `/api/v1/projects/${project}/invitations`]
  const links = await Promise.all(paths.map(path => client.post<{ id: string, path: string }>(path, { projectRole: 'client' })))
  const mailed = await created(client, paths[1] ?? '', { projectRole: 'client', email })
  const mail = withMails ? (await mailOf(server, email)).text : ''
  const inMail = /\/invite\S*[/#=]([^\s/#=]+)/.exec(mail)?.[1]
  const inLinks = links.map(({ data }) => /[^/#=]+$/.exec(data.path)?.[0] ?? '')
  return { ids: [...links.map(({ data }) => data.id), mailed], tokens: inMail ? [inMail] : inLinks }
}

/** Another device of Lena's, and a link of each kind that her mails would bring. */
async function createSessionAndLinks({ lena, maya }: World, server: TestServer, client: TestClient) {
  await lena.signIn({ as: 'api' })
  const sessions = await client.get<{ id: string }[]>('/api/v1/account/sessions')
  const tokens = ['verify_email', 'reset_password'].map(purpose => ({ purpose, secret: randomBytes(32).toString('base64url') }))
  for (const { purpose, secret } of tokens) {
    await server.database.query(
      'INSERT INTO email_tokens (token_hash, user_id, purpose, email, expires_at) VALUES ($1, $2, $3::email_token_purpose, $4, now() + interval \'1 hour\')',
      [createHash('sha256').update(secret).digest(), lena.id, purpose, lena.email])
  }
  return {
    sessionId: sessions.data.map(({ id }) => id),
    token: tokens.map(({ secret }) => secret),
    refreshToken: [client.refreshToken],
    email: [lena.email, maya.email, `new.${uuidv7()}@example.com`],
    password: [lena.password],
  }
}

async function createDeferredParts(group: string, message: string, client: TestClient) {
  const path = `/api/v1/conversations/${group}/scheduled-messages`
  const scheduled = [await created(client, path, { id: uuidv7(), body: 'Later', dueAt: inAnHour() }), await created(client, path, { id: uuidv7(), body: 'Later still', dueAt: inAnHour() })]
  await client.put(`/api/v1/conversations/${group}/draft`, { body: 'Dear', age: 0 })
  await client.put(`/api/v1/messages/${message}/thread`, { following: true })
  return { scheduledId: scheduled }
}

/** @throws Error when it was not created: a scene without it would prove nothing. */
async function created(client: TestClient, path: string, body: unknown): Promise<string> {
  const { status, data, text } = await client.post<{ id: string }>(path, body)
  if (status !== 201 && status !== 200) throw new Error(`${path} answered ${status}: ${text}`)
  return data.id
}
