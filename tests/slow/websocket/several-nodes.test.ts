import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#server/domain/access/actor.ts'
import { deleteAccount } from '#server/domain/account/delete-account.ts'
import { updatePreferences } from '#server/domain/account/update-preferences.ts'
import { endSessions } from '#server/domain/authentication/end-sessions.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { markRead } from '#server/domain/read-markers/mark-read.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { removeParticipant } from '#server/domain/participants/remove-participant.ts'
import { eventPublisher } from '#server/domain/events.ts'
import { hashArgon2 } from '#server/infra/argon2.ts'
import { createRateLimiters, rateLimiters } from '#server/infra/rate-limiters.ts'
import { connectRedis } from '#server/infra/redis.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { redisAvailable, startRedis, type TestRedis } from '../../helpers/test-redis.ts'
import { connectSocket, eventsOf, nextEvent, type TestSocket } from '../../helpers/test-socket.ts'
import { until } from '../../helpers/until.ts'
import { configureProcess, startNode, type TestNode } from '../../helpers/socket-nodes.ts'

/** Milliseconds within which a right that ended must have ended everywhere. */
const AT_ONCE = 1_000

describe('two nodes and Redis', { skip: !redisAvailable }, () => {
  let domain: TestDomain
  let harbor: Harbor
  let redis: TestRedis
  let north: TestNode
  let south: TestNode
  let conversationId: string
  const open: TestSocket[] = []
  const rejections: unknown[] = []
  const remember = (reason: unknown) => void rejections.push(reason)

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
    redis = await startRedis()
    configureProcess()
    process.on('unhandledRejection', remember)
    // Slow sweeps: what arrives at once, arrives through Redis.
    const timings = { sweep: 60_000, beacon: [400, 500] as const }
    north = await startNode({ redis: redis.url, timings })
    south = await startNode({ redis: redis.url, timings })
  })
  afterAll(async () => {
    await Promise.all([north.close(), south.close()])
    await redis.stop()
    await domain.close()
    process.off('unhandledRejection', remember)
  })
  beforeEach(async () => {
    eventPublisher.set(north.publisher)
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Opening', userIds: [harbor.maya.userId, harbor.sam.userId] },
    })
    conversationId = conversation.id
  })
  afterEach(() => {
    for (const { socket } of open.splice(0)) socket.disconnect()
    expect(rejections).toEqual([])
  })

  async function connect(node: TestNode, actor: Actor): Promise<TestSocket> {
    const socket = await connectSocket(await node.browserOf(actor))
    open.push(socket)
    return socket
  }

  /** Sends and returns the id, so that a test can wait for exactly this message. */
  async function send(actor: Actor, body: string): Promise<string> {
    const { message } = await sendMessage({ actor, conversationId, id: uuidv7(), body })
    return message.id
  }

  const arrives = (socket: TestSocket, id: string, within = 5_000) =>
    nextEvent<{ message: { id: string } }>(socket, 'message:created', { where: ({ message }) => message.id === id, within })

  it('[R-084] an event reaches people on every node, once', async () => {
    const [maya, sam] = [await connect(north, harbor.maya), await connect(south, harbor.sam)]
    const id = await send(harbor.lena, 'Doors open at nine')
    await Promise.all([arrives(maya, id), arrives(sam, id)])
    const last = await send(harbor.lena, 'Bring coffee')
    await Promise.all([arrives(maya, last), arrives(sam, last)])
    for (const socket of [maya, sam]) expect(eventsOf(socket, 'message:created')).toHaveLength(2)
  })

  it('[R-076] [R-084] receipts that are switched off on one node stop on every other', async () => {
    const [maya, sam] = [await connect(south, harbor.maya), await connect(south, harbor.sam)]
    await updatePreferences({ actor: harbor.sam, changes: { readReceipts: false } })
    await send(harbor.lena, 'Read this')
    await markRead({ actor: harbor.lena, conversationId, seq: 1 })
    await Promise.all([nextEvent(maya, 'read:updated'), arrives(sam, await send(harbor.lena, 'Heard after it'))])
    expect(eventsOf(sam, 'read:updated')).toEqual([])
    await updatePreferences({ actor: harbor.sam, changes: { readReceipts: true } })
    await markRead({ actor: harbor.lena, conversationId, seq: 2 })
    expect(await nextEvent(sam, 'read:updated')).toMatchObject({ userId: harbor.lena.userId, lastReadSeq: 2 })
  })

  it('[R-084] the first message of a new conversation is not lost between the nodes', async () => {
    const sam = await connect(south, harbor.sam)
    for (let round = 0; round < 20; round += 1) {
      const { conversation } = await createConversation({
        actor: harbor.lena,
        conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: `Table ${round}`, userIds: [harbor.sam.userId] },
      })
      const { message } = await sendMessage({ actor: harbor.lena, conversationId: conversation.id, id: uuidv7(), body: 'Hello' })
      await arrives(sam, message.id, 1_000)
    }
  })

  it('[S-18] [D6.8] [T-09] [R-036] who is removed hears nothing more within a second, on every node', async () => {
    const devices = [await connect(north, harbor.maya), await connect(south, harbor.maya)]
    const sam = await connect(south, harbor.sam)
    await removeParticipant({ actor: harbor.lena, conversationId, userId: harbor.maya.userId })
    await Promise.all(devices.map(device => nextEvent(device, 'participant:removed', { within: AT_ONCE })))
    const id = await send(harbor.lena, 'Between us')
    await arrives(sam, id)
    for (const device of devices) {
      expect(eventsOf(device, 'message:created')).toEqual([])
      expect(await device.socket.timeout(1_000).emitWithAck('typing:start', { conversationId })).not.toEqual({ ok: true })
    }
  })

  it('[S-18] [D6.8] [T-09] who leaves hears nothing more within a second, on every node', async () => {
    const devices = [await connect(north, harbor.maya), await connect(south, harbor.maya)]
    const sam = await connect(south, harbor.sam)
    await leaveConversation({ actor: harbor.maya, conversationId })
    await Promise.all(devices.map(device => nextEvent(device, 'participant:removed', { within: AT_ONCE })))
    const id = await send(harbor.sam, 'She is gone')
    await sam.socket.timeout(1_000).emitWithAck('typing:start', { conversationId })
    await arrives(sam, id)
    for (const device of devices) expect([...eventsOf(device, 'message:created'), ...eventsOf(device, 'typing:updated')]).toEqual([])
  })

  it('[T-09] [D6.8] [R-086] a revoked session loses its sockets within a second, on every node; another keeps them', async () => {
    const stolen = await domain.actorFor(harbor.maya.userId)
    const devices = [await connect(north, stolen), await connect(south, stolen)]
    const kept = await connect(south, harbor.maya)
    await endSessions({ userId: harbor.maya.userId, sessionIds: [stolen.sessionId], reason: 'revoked' })
    await until(() => devices.every(({ socket }) => !socket.connected), { within: AT_ONCE })
    for (const device of devices) expect(eventsOf(device, 'session:revoked')).toEqual([{ sessionId: stolen.sessionId, forget: true }])
    expect(kept.socket.connected).toBe(true)
  })

  it('[T-09] all sockets of a person close within a second when the account ends', async () => {
    const phone = await domain.actorFor(harbor.otto.userId)
    const otto = [await connect(north, harbor.otto), await connect(south, harbor.otto), await connect(north, phone), await connect(south, phone)]
    await domain.database.query('UPDATE users SET password_hash = $2 WHERE id = $1', [harbor.otto.userId, await hashArgon2('fourteen tables')])
    await deleteAccount({ actor: harbor.otto, password: 'fourteen tables' })
    await until(() => otto.every(({ socket }) => !socket.connected), { within: AT_ONCE })
  })

  it('[D6.10] [R-084] without Redis a node serves its own people at once, and the beacon tells the others', async () => {
    const [maya, sam] = [await connect(north, harbor.maya), await connect(south, harbor.sam)]
    await redis.kill()
    try {
      const id = await send(harbor.lena, 'The lights went out')
      await arrives(maya, id, 500)
      await nextEvent<{ heads: { conversationId: string, changeSeq: number }[] }>(sam, 'heads:announced', {
        where: ({ heads }) => heads.some(head => head.conversationId === conversationId && head.changeSeq === 1),
        within: 2_000,
      })
      expect(eventsOf(sam, 'message:created')).toEqual([])
    }
    finally {
      await redis.start()
    }
  })

  it('[D6.10] Redis may come and go: nothing crashes, and events cross nodes again by themselves', async () => {
    const [maya, sam] = [await connect(north, harbor.maya), await connect(south, harbor.sam)]
    for (let round = 0; round < 3; round += 1) {
      await redis.kill()
      await Promise.all(Array.from({ length: 20 }, () => send(harbor.lena, 'Into the dark')))
      await redis.start()
      await until(async () => {
        const id = await send(harbor.lena, `Back again, round ${round}`)
        return await arrives(sam, id, 200).then(() => true, () => false)
      }, { within: 8_000, what: 'an event over Redis' })
    }
    expect([maya, sam].every(({ socket }) => socket.connected)).toBe(true)
  })

  it('[D6.10] a node that starts while Redis is away takes part once it is back', async () => {
    await redis.kill()
    const late = await startNode({ redis: redis.url, withoutWaiting: true, timings: { sweep: 60_000, beacon: [60_000, 60_000] } })
    const sam = await connect(late, harbor.sam)
    const since = performance.now()
    await until(() => performance.now() - since > 1_500, { what: 'more time than a command may take' })
    await redis.start()
    await until(async () => {
      const id = await send(harbor.lena, 'Can you hear me now?')
      return await arrives(sam, id, 200).then(() => true, () => false)
    }, { within: 10_000, what: 'an event over Redis' })
    await late.close()
  })

  it('[D6.10] a Redis that hangs holds nobody up', async () => {
    const [maya, lena] = [await connect(north, harbor.maya), await connect(north, harbor.lena)]
    const connection = connectRedis(redis.url, error => error)
    await until(() => connection.status === 'ready')
    rateLimiters.set(createRateLimiters({ redis: connection, factor: 1 }))
    await connection.call('CLIENT', 'PAUSE', '4000', 'ALL')
    const id = await send(harbor.lena, 'Anyone there?')
    await arrives(maya, id, 500)
    expect(await lena.socket.timeout(2_500).emitWithAck('typing:start', { conversationId })).toEqual({ ok: true })
    expect((await north.presence.presenceOf([harbor.maya.userId])).get(harbor.maya.userId)).toBeDefined()
    configureProcess()
    connection.disconnect()
  })

  it('[R-086] [R-088] a node that stops lets its people go, and they come back to another one by themselves', async () => {
    const leaving = await startNode({ redis: redis.url })
    const { socket } = await connectSocket(await leaving.browserOf(harbor.maya), { reconnection: true })
    const reason = new Promise(resolve => socket.once('disconnect', resolve))
    await leaving.close()
    // Any other reason than "io server disconnect" makes a client reconnect.
    expect(['transport close', 'transport error']).toContain(await reason)
    expect(socket.active).toBe(true)
    socket.disconnect()
  })
})
