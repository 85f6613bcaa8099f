import { once } from 'node:events'
import { request } from 'node:http'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PresenceStatus } from '#shared/types.ts'
import { createWorld, type World } from '../../helpers/server-world.ts'
import type { TestClient } from '../../helpers/test-client.ts'
import { redisAvailable, startRedis, type TestRedis } from '../../helpers/test-redis.ts'
import { startServer, type TestServer } from '../../helpers/test-server.ts'
import { connectSocket, eventsOf, nextEvent } from '../../helpers/test-socket.ts'
import { until } from '../../helpers/until.ts'

/** Signs two people in, opens their conversation, and returns how one of them writes to it. */
async function openConversation(world: World, { from, to }: { from: TestClient, to: { id: string } }) {
  const { data } = await from.post<{ id: string }>('/api/v1/conversations', { type: 'direct', userId: to.id })
  const send = async (body: string) => {
    const id = uuidv7()
    const { status } = await from.post(`/api/v1/conversations/${data.id}/messages`, { id, body })
    expect(status).toBe(201)
    return id
  }
  return { conversationId: data.id, send }
}

/** How the server answers the request for a WebSocket: 101 means that it was opened. */
async function upgradeStatus(server: TestServer, path: string): Promise<number> {
  const upgrade = request(`${server.url}${path}`, {
    headers: { 'Connection': 'Upgrade', 'Upgrade': 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==', 'Origin': server.url },
  }).end()
  const [response] = await Promise.race([once(upgrade, 'response'), once(upgrade, 'upgrade')]) as [{ statusCode: number }]
  upgrade.destroy()
  return response.statusCode
}

describe('the built server', () => {
  let server: TestServer
  let world: World
  let maya: TestClient
  let sam: TestClient

  beforeAll(async () => {
    server = await startServer({ env: { SOCKET_IO_PATH: '/realtime' } })
    world = await createWorld(server)
    maya = await world.maya.signIn()
    sam = await world.sam.signIn({ as: 'api' })
  })
  afterAll(() => server.dispose())

  it('[R-082] every page says where the socket is', async () => {
    const page = await fetch(`${server.url}/login`, { headers: { accept: 'text/html' } })
    expect(await page.text()).toMatch(/socketPath:"\/realtime"/)
  })

  it.each([
    ['polling', ['polling']],
    ['websocket', ['websocket']],
    ['websocket', ['polling', 'websocket']],
  ] as const)('[R-082] [R-052] [D6.5] a message sent by HTTP arrives over %s (%s), at the configured path', async (transport, transports) => {
    const { send } = await openConversation(world, { from: sam, to: world.maya })
    const socket = await connectSocket(maya, { path: '/realtime/', transports: [...transports] })
    await until(() => socket.socket.io.engine.transport.name === transport)
    const id = await send(`By ${transport}`)
    await nextEvent<{ message: { id: string } }>(socket, 'message:created', { where: ({ message }) => message.id === id })
    socket.socket.disconnect()
  })

  it('[S-14] [S-38] no other WebSocket is served, and no packet above 64 kB', async () => {
    for (const path of ['/', '/socket.io/?EIO=4&transport=websocket', '/api/v1/sync', '/realtime-not']) {
      expect(await upgradeStatus(server, path), path).toBe(404)
    }
    const { socket } = await connectSocket(maya, { path: '/realtime/' })
    socket.emit('typing:start', { conversationId: 'x'.repeat(70_000) })
    await until(() => !socket.connected)
  })

  it('[S-14] a foreign origin cannot open a socket, over either transport', async () => {
    for (const transports of [['websocket'], ['polling']] as ('websocket' | 'polling')[][]) {
      const headers = { ...maya.credentials(), Origin: 'https://evil.example' }
      await expect(connectSocket(maya, { path: '/realtime/', transports, headers })).rejects.toThrow()
    }
  })

  it('[S-10] [T-09] after signing out every socket of the session closes within a second', async () => {
    const phone = await world.maya.signIn()
    const [lost, kept] = [await connectSocket(phone, { path: '/realtime/' }), await connectSocket(maya, { path: '/realtime/' })]
    await phone.post('/api/auth/logout')
    await until(() => !lost.socket.connected, { within: 1_000 })
    expect(eventsOf(lost, 'session:revoked')).toHaveLength(1)
    expect(kept.socket.connected).toBe(true)
    kept.socket.disconnect()
  })

  it('[R-087] it ends in order with sockets and polls open', async () => {
    const sockets = await Promise.all((['websocket', 'polling'] as const).map(transport => connectSocket(maya, { path: '/realtime/', transports: [transport] })))
    await server.stop()
    await until(() => sockets.every(({ socket }) => !socket.connected))
  })
})

describe('two built servers and Redis', { skip: !redisAvailable }, () => {
  let redis: TestRedis
  let north: TestServer
  let south: TestServer
  let world: World

  beforeAll(async () => {
    redis = await startRedis()
    const env = { JWT_SECRET: 'two lighthouses, one harbor: 0123456789' }
    north = await startServer({ redis: redis.url, env })
    south = await startServer({ redis: redis.url, env, database: north.database })
    world = await createWorld(north)
  })
  afterAll(async () => {
    await south.dispose()
    await north.dispose()
    await redis.stop()
  })

  it('[R-079] [R-080] [R-084] events cross nodes, and a node that is killed takes its people offline within 30 s', async () => {
    const sam = await world.sam.signIn()
    const { conversationId, send } = await openConversation(world, { from: sam, to: world.maya })
    const watcher = await connectSocket(sam)
    const maya = await world.maya.signIn()
    const elsewhere = await connectSocket(Object.assign(Object.create(maya) as TestClient, { url: south.url, origin: south.url }))
    const id = await send('Are you on the other side?')
    await nextEvent<{ message: { id: string } }>(elsewhere, 'message:created', { where: ({ message }) => message.id === id })
    await untilSeenAs(sam, conversationId, 'online')
    await south.kill()
    const killedAt = performance.now()
    const statusHeard = () => eventsOf<{ users: { userId: string, status: PresenceStatus }[] }>(watcher, 'presence:updated')
      .flatMap(({ users }) => users.filter(({ userId }) => userId === world.maya.id)).at(-1)?.status
    await until(() => statusHeard() === 'offline', { within: 45_000 })
    expect(performance.now() - killedAt).toBeLessThan(30_000)
    await untilSeenAs(sam, conversationId, 'offline')
  }, 60_000)

  async function untilSeenAs(client: TestClient, conversationId: string, status: PresenceStatus): Promise<void> {
    await until(async () => {
      const { data } = await client.get<{ participants: { user: { id: string, presence: PresenceStatus } }[] }>(`/api/v1/conversations/${conversationId}`)
      return data.participants.find(({ user }) => user.id === world.maya.id)?.user.presence === status
    }, { every: 200, what: status })
  }
})
