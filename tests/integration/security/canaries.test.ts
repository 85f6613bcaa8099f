import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Contract } from '#shared/contracts/contract.ts'
import { registry } from '#shared/contracts/registry.ts'
import { adminRegistry } from '../../../layers/admin/shared/registry.ts'
import { openDatabaseProxy, type DatabaseProxy } from '../../helpers/database-proxy.ts'
import { createWorld, type World } from '../../helpers/server-world.ts'
import { TestClient, type Answer } from '../../helpers/test-client.ts'
import { createDatabase, type TestDatabase } from '../../helpers/test-database.ts'
import { startServer, type TestServer } from '../../helpers/test-server.ts'
import { connectSocket } from '../../helpers/test-socket.ts'
import { until } from '../../helpers/until.ts'
import { canaries, cases, FORGED_NAME } from './canaries.ts'

const contracts = [...registry, ...adminRegistry].map(contract => [contract.operation, contract] as const)
const WRITTEN = ['users', 'sessions', 'refresh_tokens', 'email_tokens', 'projects', 'project_members', 'conversations', 'participants', 'messages', 'reactions']

let database: TestDatabase
let proxy: DatabaseProxy
let server: TestServer
let world: World
let maya: TestClient
let ids: Record<string, string>
/** The canaries and other secrets: the password of all users here, and Maya's tokens. */
const secrets = new Set<string>(Object.values(canaries))

beforeAll(async () => {
  database = await createDatabase()
  proxy = await openDatabaseProxy(database)
  server = await startServer({ database: proxy.database, env: { RATE_LIMIT_FACTOR: '1000' } })
})
afterAll(async () => {
  await server.dispose()
  await proxy.close()
  await database.drop()
})

/** A group of Maya's with a message of hers, and other ids for paths. */
beforeEach(async () => {
  world = await createWorld({ ...server, database })
  maya = await world.maya.signIn()
  const conversationId = uuidv7()
  const messageId = uuidv7()
  await maya.post('/api/v1/conversations', { type: 'group', id: conversationId, projectId: world.project, title: canaries.text, userIds: [world.sam.id] })
  await maya.post(`/api/v1/conversations/${conversationId}/messages`, { id: messageId, body: canaries.text })
  const { data: [session] } = await maya.get<{ id: string }[]>('/api/v1/account/sessions')
  ids = { conversationId, messageId, sessionId: session?.id ?? '', projectId: world.project, userId: world.sam.id }
  for (const secret of [world.maya.password, ...maya.cookies.values()]) if (secret !== 'signed-in') secrets.add(secret)
  maya.cookies.set('canary', canaries.cookie)
})

function call(client: TestClient, contract: Contract, change: (body: object) => unknown = body => body): Promise<Answer<unknown>> {
  const { body = {}, query = {} } = cases[contract.operation]?.({ userId: world.sam.id, projectId: world.project }) ?? {}
  const path = contract.path.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? uuidv7())
  const search = Object.keys(query).length > 0 ? `?${new URLSearchParams(query).toString()}` : ''
  return client.request(contract.method, path + search, contract.method === 'GET' ? undefined : change(body as object))
}

/** Checks that a refusal repeats nothing of the request, neither in the body nor in headers. */
function expectSilent(answer: Answer<unknown>): void {
  if (answer.status < 400) return
  expectNothingIn(JSON.stringify(answer.error ?? {}) + answer.text + JSON.stringify([...answer.headers]))
}

function expectNothingIn(text: string): void {
  expect([...secrets].filter(secret => text.includes(secret))).toEqual([])
}

/** Makes a call that cannot succeed now. */
async function callInVain(contract: Contract): Promise<Answer<unknown>> {
  const answer = await call(maya, contract)
  expectSilent(answer)
  expectNothingIn(await (await fetch(`${server.url}/api/health`)).text())
  return answer
}

describe('secrets and texts', () => {
  it('[S-39] every operation has a case', () => {
    expect(contracts.map(([operation]) => operation).filter(operation => !(operation in cases))).toEqual([])
  })

  it.each(contracts)('[S-39] %s repeats none of them, for valid and invalid calls', async (_, contract) => {
    const stranger = new TestClient(server)
    stranger.cookies.set('__Host-parley-access', canaries.cookie)
    stranger.cookies.set('__Host-parley-refresh', canaries.token)
    const path = contract.path.replaceAll(/:(\w+)/g, canaries.token)
    const answers = [
      await call(stranger, contract),
      await call(maya, contract, body => ({ ...body, [canaries.name]: canaries.text })),
      await call(maya, contract, () => `{"password":"${canaries.password}",`),
      await call(maya, contract, body => Object.fromEntries(Object.keys(body).map(key => [key, [canaries.text]]))),
      await maya.request(contract.method, `${path}?unknown=${canaries.text}`, contract.method === 'GET' ? undefined : {}),
      await call(maya, contract),
    ]
    for (const answer of answers) expectSilent(answer)
    expect(answers.map(({ status }) => status).filter(status => status >= 500)).toEqual([])
    expect(answers.map(({ headers }) => headers.get('location')).filter(Boolean)).toEqual([])
    expectNothingIn(server.log())
  })
})

describe('secrets and texts during failures', () => {
  afterEach(async () => {
    for (const table of WRITTEN) await database.query(`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS no_more`)
    await proxy.comeBack()
    await until(async () => (await new TestClient(server).post('/api/auth/refresh', { refreshToken: 'nobody\'s' })).status === 401, { what: 'the database' })
  })

  it('[S-39] [S-40] stay out of errors and log when the database refuses a row and repeats it in its error', async () => {
    for (const table of WRITTEN) await database.query(`ALTER TABLE ${table} ADD CONSTRAINT no_more CHECK (false) NOT VALID`)
    const statuses = new Map<string, number>()
    for (const [operation, contract] of contracts) statuses.set(operation, (await callInVain(contract)).status)
    for (const operation of ['register', 'updateAccount', 'createProject', 'createConversation', 'sendMessage', 'editMessage', 'addReaction']) {
      expect(statuses.get(operation), operation).toBe(500)
    }
    expect(server.log().match(/violates check constraint/g)?.length).toBeGreaterThan(6)
    expectNothingIn(server.log())
  })

  it('[S-39] [S-40] stay out of errors and log during a database outage', async () => {
    await proxy.goAway()
    for (const [operation, contract] of contracts) {
      const { status } = await callInVain(contract)
      if (contract.access !== 'anyone') expect(status, operation).toBe(503)
    }
    expectNothingIn(server.log())
  })
})

describe('secrets and texts over the socket', () => {
  it('[S-39] [T-28] stay out of refusals and log', async () => {
    const { socket, received } = await connectSocket(maya)
    const answers: unknown[] = []
    for (const event of ['typing:start', 'typing:stop', 'presence:set', canaries.name]) {
      for (const payload of [{ conversationId: canaries.token, text: canaries.text }, canaries.text, [canaries.password], { __proto__: null, password: canaries.password }]) {
        answers.push(await socket.timeout(5_000).emitWithAck(event, payload))
      }
    }
    expect(answers.filter(answer => (answer as { ok: boolean }).ok)).toEqual([])
    expectNothingIn(JSON.stringify([answers, received]))
    socket.disconnect()

    const stranger = new TestClient(server)
    stranger.cookies.set('__Host-parley-access', canaries.cookie)
    const refusal: unknown = await connectSocket(stranger).catch((error: unknown) => error)
    expectNothingIn(JSON.stringify(refusal) + String(refusal))
    expectNothingIn(server.log())
  })
})

describe('log lines', () => {
  it('[S-39] cannot be forged: no user input starts a new line', async () => {
    for (const name of [FORGED_NAME, FORGED_NAME.replace('\n', '\r'), FORGED_NAME.replace('\n', '\u2028')]) {
      await maya.patch('/api/v1/account', { name })
      await maya.post('/api/v1/projects', { name })
      await maya.get('/api/v1/account', { headers: { 'User-Agent': 'x%0a{"level":60,"msg":"forged"}', 'X-Request-Id': 'x%0aforged-0123' } })
    }
    const lines = server.log().split(/[\n\r\u2028]/).filter(Boolean)
    // At its start the process also prints plain text.
    expect(lines.filter(line => !line.startsWith('{') && line.includes('forged'))).toEqual([])
    const facts = lines.filter(line => line.startsWith('{')).map(line => JSON.parse(line) as { msg?: string })
    expect(facts.length).toBeGreaterThan(10)
    expect(facts.filter(({ msg }) => msg === 'forged')).toEqual([])
  })
})
