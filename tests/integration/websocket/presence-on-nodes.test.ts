import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#server/domain/access/actor.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { createRedisStore } from '#server/websocket/presence/redis-store.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { redisAvailable, startRedis, type TestRedis } from '../../helpers/test-redis.ts'
import { connectSocket, type TestSocket } from '../../helpers/test-socket.ts'
import { until } from '../../helpers/until.ts'
import { configureProcess, startNode, type TestNode } from '../../helpers/socket-nodes.ts'
import { connectWatcher, heardStatuses, untilSeenAs } from './presence-watch.ts'

describe('presence on two nodes', { skip: !redisAvailable }, () => {
  let domain: TestDomain
  let harbor: Harbor
  let redis: TestRedis
  let connection: Redis
  let north: TestNode
  let south: TestNode
  const open: TestSocket[] = []

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
    redis = await startRedis()
    connection = new Redis(redis.url)
    connection.on('error', error => error)
    configureProcess()
    const timings = { beacon: [60_000, 60_000] as const }
    north = await startNode({ redis: redis.url, timings })
    south = await startNode({ redis: redis.url, timings })
    await createConversation({ actor: harbor.maya, conversation: { type: 'direct', userId: harbor.sam.userId } })
  })
  afterAll(async () => {
    await Promise.all([north.close(), south.close()])
    connection.disconnect()
    await redis.stop()
    await domain.close()
  })
  afterEach(async () => {
    for (const { socket } of open.splice(0)) socket.disconnect()
    await Promise.all([untilSeenAs([north, south], harbor.maya, 'offline'), untilSeenAs([north, south], harbor.sam, 'offline')])
  })

  async function watch(node: TestNode): Promise<TestSocket> {
    const socket = await connectWatcher(node, harbor.sam, harbor.maya)
    open.push(socket)
    return socket
  }

  async function connect(node: TestNode, actor: Actor): Promise<TestSocket> {
    const socket = await connectSocket(await node.browserOf(actor))
    open.push(socket)
    return socket
  }

  it('[R-079] [R-080] tabs on different nodes are one person', async () => {
    const sam = await watch(south)
    const tabs = [await connect(north, harbor.maya), await connect(south, harbor.maya)]
    await untilSeenAs([north, south], harbor.maya, 'online')
    await until(() => heardStatuses(sam, harbor.maya).at(-1) === 'online')
    tabs[1]?.socket.disconnect()
    // The southern node no longer lists her; the other tab keeps her online here.
    await until(async () => await connection.hlen(`parley:{presence}:user:${harbor.maya.userId}`) === 1)
    await untilSeenAs([north, south], harbor.maya, 'online')
    tabs[0]?.socket.disconnect()
    await until(() => heardStatuses(sam, harbor.maya).at(-1) === 'offline')
    expect(heardStatuses(sam, harbor.maya)).toEqual(['offline', 'online', 'offline'])
  })

  it('[R-080] away on one node and online on another is online', async () => {
    const [phone] = [await connect(north, harbor.maya), await connect(south, harbor.maya)]
    await phone.socket.timeout(1_000).emitWithAck('presence:set', { status: 'away' })
    await untilSeenAs([north, south], harbor.maya, 'online')
  })

  it('[R-079] [R-080] people of a node that crashed vanish when its lease ends, and others hear of it', async () => {
    const crashed = createRedisStore({ redis: connection, node: 'crashed', lease: 1_500 })
    await crashed.renew()
    expect(await crashed.write(new Map([[harbor.maya.userId, 'online']]))).toMatchObject([{ status: 'online', changed: true }])
    const sam = await connect(south, harbor.sam)
    await until(() => heardStatuses(sam, harbor.maya).at(-1) === 'online')
    // It never renews its lease again.
    await until(() => heardStatuses(sam, harbor.maya).at(-1) === 'offline')
    await untilSeenAs([north, south], harbor.maya, 'offline')
    expect(await connection.keys('*node:crashed')).toEqual([])
  })

  it('[R-079] [D6.10] Redis restarts empty: both nodes tell it again who is here', async () => {
    const maya = await connect(north, harbor.maya)
    const sam = await connect(south, harbor.sam)
    await until(() => heardStatuses(sam, harbor.maya).at(-1) === 'online')
    await redis.kill()
    await redis.start()
    await untilSeenAs([north, south], harbor.maya, 'online')
    await untilSeenAs([north, south], harbor.sam, 'online')
    maya.socket.disconnect()
    await until(() => heardStatuses(sam, harbor.maya).at(-1) === 'offline')
  })

  it('[R-079] [D6.10] without Redis each node knows its own people, and the truth comes back with it', async () => {
    const sam = await watch(south)
    await untilSeenAs([north, south], harbor.sam, 'online')
    await redis.kill()
    try {
      await connect(south, harbor.maya)
      await until(() => heardStatuses(sam, harbor.maya).at(-1) === 'online')
      await untilSeenAs([south], harbor.maya, 'online')
      await untilSeenAs([north], harbor.maya, 'offline')
    }
    finally {
      await redis.start()
    }
    await untilSeenAs([north, south], harbor.maya, 'online')
  })
})
