import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { USER_SOCKETS_MAX, rateLimits, SESSION_SOCKETS_MAX } from '#shared/limits.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { createRateLimiters, rateLimiters } from '#server/infra/rate-limiters.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { redisAvailable, startRedis, type TestRedis } from '../../helpers/test-redis.ts'
import { connectSocket, type TestSocket } from '../../helpers/test-socket.ts'
import { until } from '../../helpers/until.ts'
import { configureProcess, startNode, type TestNode } from '../../helpers/socket-nodes.ts'

let domain: TestDomain
let harbor: Harbor
const open: TestSocket[] = []

beforeAll(async () => {
  domain = await openDomain()
  harbor = await createHarbor(domain)
})
afterAll(() => domain.close())
beforeEach(() => configureProcess())

/** Opens a socket; resolves to the code of the refusal, or to nothing. */
async function enter(node: TestNode, actor: Actor, transport: 'websocket' | 'polling' = 'websocket'): Promise<string | undefined> {
  try {
    open.push(await connectSocket(await node.browserOf(actor), { transports: [transport] }))
    return undefined
  }
  catch (error) {
    const { data } = error as { data?: { code: string } }
    if (!data) throw error
    return data.code
  }
}

/** Opens so many sockets at once; resolves to the number that were let in. */
async function enterMany(node: TestNode, actor: Actor, count: number): Promise<number> {
  const codes = await Promise.all(Array.from({ length: count }, () => enter(node, actor)))
  expect(new Set(codes.filter(code => code !== undefined)).difference(new Set(['too_many_connections'])).size).toBe(0)
  return codes.filter(code => code === undefined).length
}

/** Closes so many sockets, all without a number, and waits until the nodes have noticed. */
async function close(nodes: readonly TestNode[], count = open.length): Promise<void> {
  const connections = () => nodes.reduce((sum, { io }) => sum + io.engine.clientsCount, 0)
  const before = connections()
  for (const { socket } of open.splice(0, count)) socket.disconnect()
  await until(() => connections() <= before - count)
}

describe('the sockets of one person on one node', () => {
  let node: TestNode

  beforeAll(async () => {
    configureProcess()
    node = await startNode()
  })
  afterAll(() => node.close())
  afterEach(() => close([node]))

  it.each(['websocket', 'polling'] as const)('[S-49] a session has %s sockets up to its cap, and another one when one is closed', async (transport) => {
    expect(await enterMany(node, harbor.maya, SESSION_SOCKETS_MAX)).toBe(SESSION_SOCKETS_MAX)
    expect(await enter(node, harbor.maya, transport)).toBe('too_many_connections')
    expect(open.every(({ socket }) => socket.connected)).toBe(true)
    await close([node], 1)
    expect(await enter(node, harbor.maya, transport)).toBeUndefined()
  })

  it('[S-49] sockets that come at once do not pass the cap together', async () => {
    expect(await enterMany(node, harbor.maya, SESSION_SOCKETS_MAX * 2)).toBe(SESSION_SOCKETS_MAX)
  })

  it('[S-49] a person has sockets up to their cap, whatever the number of sessions; others have their own', async () => {
    const devices = await Promise.all([1, 2, 3].map(() => domain.actorFor(harbor.maya.userId)))
    const entered = await Promise.all(devices.map(device => enterMany(node, device, SESSION_SOCKETS_MAX)))
    expect(entered.reduce((sum, count) => sum + count, 0)).toBe(USER_SOCKETS_MAX)
    expect(await enter(node, harbor.maya)).toBe('too_many_connections')
    expect(await enter(node, harbor.sam)).toBeUndefined()
  })

  it('[S-38] a person opens sockets so often at most, from whatever addresses', async () => {
    rateLimiters.set(createRateLimiters({ redis: undefined, factor: 3 / rateLimits.connectUser.points }))
    rateLimiters.set({ ...rateLimiters(), connect: createRateLimiters({ redis: undefined, factor: 1 }).connect })
    const codes = []
    for (let count = 0; count < 4; count += 1) codes.push(await enter(node, harbor.maya))
    expect(codes).toEqual([undefined, undefined, undefined, 'too_many_requests'])
  })
})

describe('the sockets of one person on two nodes', { skip: !redisAvailable }, () => {
  let redis: TestRedis
  let connection: Redis
  let north: TestNode
  let south: TestNode

  beforeAll(async () => {
    redis = await startRedis()
    connection = new Redis(redis.url)
    connection.on('error', error => error)
    configureProcess()
    const timings = { beacon: [60_000, 60_000] as const }
    north = await startNode({ redis: redis.url, timings })
    south = await startNode({ redis: redis.url, timings })
    await until(leasesStand)
  })
  afterAll(async () => {
    await Promise.all([north.close(), south.close()])
    connection.disconnect()
    await redis.stop()
  })
  afterEach(async () => {
    await close([north, south])
    await until(async () => await connection.hlen(keyOf(harbor.maya)) === 0)
  })

  const keyOf = ({ userId }: Actor) => `parley:{presence}:sockets:${userId}`
  const leasesStand = async () => await connection.zcard('parley:{presence}:leases') === 2

  it('[S-49] caps hold over both together, also when sockets come at once', async () => {
    const entered = await Promise.all([enterMany(north, harbor.maya, SESSION_SOCKETS_MAX), enterMany(south, harbor.maya, SESSION_SOCKETS_MAX)])
    expect(entered[0] + entered[1]).toBe(SESSION_SOCKETS_MAX)
    await close([north, south], 1)
    await until(async () => await enter(south, harbor.maya) === undefined, { every: 50 })
  })

  it('[S-49] what a node had that died without a word counts no more', async () => {
    await connection.hset(keyOf(harbor.maya), `died ${harbor.maya.sessionId}`, SESSION_SOCKETS_MAX)
    expect(await enter(north, harbor.maya)).toBeUndefined()
  })

  it('[S-49] [D6.10] without Redis each node counts for itself, and tells the other once it is back', async () => {
    expect(await enterMany(north, harbor.maya, SESSION_SOCKETS_MAX - 1)).toBe(SESSION_SOCKETS_MAX - 1)
    await redis.kill()
    try {
      expect(await enterMany(south, harbor.maya, SESSION_SOCKETS_MAX + 5)).toBe(SESSION_SOCKETS_MAX)
    }
    finally {
      await redis.start()
    }
    await until(async () => await connection.hlen(keyOf(harbor.maya)) > 0, { within: 15_000, what: 'the count after the outage' })
    await until(leasesStand)
    expect(await enter(north, harbor.maya)).toBe('too_many_connections')
  })
})
