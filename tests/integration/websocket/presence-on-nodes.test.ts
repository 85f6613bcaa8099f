import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ServerEventPayload } from '#shared/events.ts'
import type { PresenceStatus } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { createRedisStore } from '#server/websocket/presence/redis-store.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { redisAvailable, startRedis, type TestRedis } from '../../helpers/test-redis.ts'
import { connectSocket, eventsOf, type TestSocket } from '../../helpers/test-socket.ts'
import { until } from '../../helpers/until.ts'
import { configureProcess, startNode, type TestNode } from './nodes.ts'

type Update = ServerEventPayload<'presence:updated'>

const statusesOf = (socket: TestSocket, { userId }: Actor) =>
  eventsOf<Update>(socket, 'presence:updated').flatMap(({ users }) => users.filter(user => user.userId === userId)).map(user => user.status)

describe.skipIf(!redisAvailable)('presence on two nodes', () => {
  let domain: TestDomain
  let harbor: Harbor
  let redis: TestRedis
  let north: TestNode
  let south: TestNode
  const open: TestSocket[] = []

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
    redis = await startRedis()
    configureProcess()
    const timings = { beacon: [60_000, 60_000] as const }
    north = await startNode({ redis: redis.url, timings })
    south = await startNode({ redis: redis.url, timings })
    await createConversation({ actor: harbor.maya, conversation: { type: 'direct', userId: harbor.sam.userId } })
  })
  afterAll(async () => {
    await Promise.all([north.close(), south.close()])
    await redis.stop()
    await domain.close()
  })
  afterEach(async () => {
    for (const { socket } of open.splice(0)) socket.disconnect()
    await Promise.all([isSeenAs(harbor.maya, 'offline'), isSeenAs(harbor.sam, 'offline')])
  })

  const isSeenAs = (actor: Actor, status: PresenceStatus, nodes = [north, south]) => until(async () => {
    const seen = await Promise.all(nodes.map(async node => (await node.presence.presenceOf([actor.userId])).get(actor.userId)))
    return seen.every(one => one === status)
  }, { what: status })

  async function connect(node: TestNode, actor: Actor): Promise<TestSocket> {
    const socket = await connectSocket(await node.browserOf(actor))
    open.push(socket)
    return socket
  }

  it('[R-079] [R-080] tabs on different nodes are one person', async () => {
    const sam = await connect(south, harbor.sam)
    const tabs = [await connect(north, harbor.maya), await connect(south, harbor.maya)]
    await isSeenAs(harbor.maya, 'online')
    await until(() => statusesOf(sam, harbor.maya).length > 0)
    tabs[1]?.socket.disconnect()
    // Longer than the grace: the other tab keeps her here.
    const settled = performance.now() + 500
    await until(() => performance.now() > settled)
    await isSeenAs(harbor.maya, 'online')
    tabs[0]?.socket.disconnect()
    await until(() => statusesOf(sam, harbor.maya).at(-1) === 'offline')
    expect(statusesOf(sam, harbor.maya)).toEqual(['online', 'offline'])
  })

  it('[R-080] away on one node and online on another is online', async () => {
    const [phone] = [await connect(north, harbor.maya), await connect(south, harbor.maya)]
    await phone.socket.timeout(1_000).emitWithAck('presence:set', { status: 'away' })
    await isSeenAs(harbor.maya, 'online')
  })

  it('[R-079] [R-080] people of a node that crashed vanish when its lease ends, and others hear of it', async () => {
    const sam = await connect(south, harbor.sam)
    const connection = new Redis(redis.url)
    const crashed = createRedisStore({ redis: connection, node: 'crashed', lease: 400 })
    await crashed.renew()
    expect(await crashed.write(new Map([[harbor.maya.userId, 'online']]))).toMatchObject([{ status: 'online', changed: true }])
    await isSeenAs(harbor.maya, 'online')
    // It never renews its lease again.
    await until(() => statusesOf(sam, harbor.maya).at(-1) === 'offline', { within: 3_000 })
    await isSeenAs(harbor.maya, 'offline')
    expect(await connection.keys('*node:crashed')).toEqual([])
    connection.disconnect()
  })

  it('[R-079] [D6.10] Redis restarts empty: both nodes tell it again who is here', async () => {
    const maya = await connect(north, harbor.maya)
    const sam = await connect(south, harbor.sam)
    await isSeenAs(harbor.maya, 'online')
    await redis.kill()
    await redis.start()
    await isSeenAs(harbor.maya, 'online')
    await isSeenAs(harbor.sam, 'online')
    maya.socket.disconnect()
    await until(() => statusesOf(sam, harbor.maya).at(-1) === 'offline')
  })

  it('[R-079] [D6.10] without Redis each node knows its own people, and the truth comes back with it', async () => {
    const sam = await connect(south, harbor.sam)
    await isSeenAs(harbor.sam, 'online')
    await redis.kill()
    try {
      await connect(south, harbor.maya)
      await until(() => statusesOf(sam, harbor.maya).at(-1) === 'online')
      await isSeenAs(harbor.maya, 'online', [south])
      await isSeenAs(harbor.maya, 'offline', [north])
    }
    finally {
      await redis.start()
    }
    await isSeenAs(harbor.maya, 'online')
  })
})
