import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Acknowledgement } from '#shared/events.ts'
import { clientEvents } from '#shared/contracts/events.ts'
import { rateLimits, socketBudgets } from '#shared/limits.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { eventPublisher } from '#server/domain/events.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { connectSocket, eventsOf, nextEvent, type TestSocket } from '../../helpers/test-socket.ts'
import { until } from '../../helpers/until.ts'
import { configureProcess, startNode, type TestNode } from '../../helpers/socket-nodes.ts'

describe('what clients say', () => {
  let domain: TestDomain
  let harbor: Harbor
  let node: TestNode
  let conversationId: string
  const open: TestSocket[] = []

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
    configureProcess()
    node = await startNode({ timings: { beacon: [60_000, 60_000] } })
    eventPublisher.set(node.publisher)
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Menu', userIds: [harbor.maya.userId, harbor.sam.userId] },
    })
    conversationId = conversation.id
  })
  afterAll(async () => {
    await node.close()
    await domain.close()
  })
  afterEach(() => {
    for (const { socket } of open.splice(0)) socket.disconnect()
    configureProcess()
  })

  async function connect(actor: Actor): Promise<TestSocket> {
    const socket = await connectSocket(await node.browserOf(actor))
    open.push(socket)
    return socket
  }

  const say = ({ socket }: TestSocket, name: string, ...payload: unknown[]) =>
    socket.timeout(3_000).emitWithAck(name, ...payload) as Promise<Acknowledgement>

  it('[R-077] typing is sent to the others, not to the user\'s own devices', async () => {
    const [maya, tablet, sam] = [await connect(harbor.maya), await connect(harbor.maya), await connect(harbor.sam)]
    expect(await say(maya, 'typing:start', { conversationId })).toEqual({ ok: true })
    expect(await nextEvent(sam, 'typing:updated')).toEqual({ conversationId, userId: harbor.maya.userId, typing: true })
    expect(await say(maya, 'typing:stop', { conversationId })).toEqual({ ok: true })
    expect(await nextEvent<{ typing: boolean }>(sam, 'typing:updated', { where: ({ typing }) => !typing })).toBeDefined()
    expect([...eventsOf(maya, 'typing:updated'), ...eventsOf(tablet, 'typing:updated')]).toEqual([])
  })

  it('[R-077] typing ends by itself: after a while without a word, and with the connection', async () => {
    const [maya, sam] = [await connect(harbor.maya), await connect(harbor.sam)]
    const ends = () => eventsOf<{ typing: boolean }>(sam, 'typing:updated').filter(({ typing }) => !typing).length
    await say(maya, 'typing:start', { conversationId })
    await until(() => ends() === 1, { within: 2_000 })
    await say(maya, 'typing:start', { conversationId })
    maya.socket.disconnect()
    await until(() => ends() === 2, { within: 300 })
  })

  it('[R-077] repeated starts keep the mark alive and do not flood', async () => {
    const [maya, sam] = [await connect(harbor.maya), await connect(harbor.sam)]
    await Promise.all(Array.from({ length: 20 }, () => say(maya, 'typing:start', { conversationId })))
    await nextEvent(sam, 'typing:updated')
    expect(eventsOf(sam, 'typing:updated')).toHaveLength(1)
  })

  it.each(['typing:start', 'typing:stop'])('[S-18] [T-10] %s in a conversation of others is not found', async (name) => {
    const [otto, sam] = [await connect(harbor.otto), await connect(harbor.sam)]
    expect(await say(otto, name, { conversationId })).toEqual({ ok: false, error: { code: 'not_found' } })
    expect(eventsOf(sam, 'typing:updated')).toEqual([])
  })

  it('[S-18] a removed member types to nobody', async () => {
    const lena = await connect(harbor.lena)
    // In the database, too: what is only announced is mended by the next sweep.
    await domain.database.query('UPDATE participants SET left_at = now() WHERE conversation_id = $1 AND user_id = $2', [conversationId, harbor.lena.userId])
    node.publisher.publish({ name: 'participant:removed', to: { conversation: conversationId }, payload: { conversationId, changeSeq: 1, userId: harbor.lena.userId } })
    await nextEvent(lena, 'participant:removed')
    expect(await say(lena, 'typing:start', { conversationId })).toEqual({ ok: false, error: { code: 'not_found' } })
  })

  const nonsense: [string, unknown[]][] = [
    ['nothing', []],
    ['null', [null]],
    ['a text', ['conversation']],
    ['an array', [[{ conversationId: 'x' }]]],
    ['an unknown field', [{ conversationId: uuidv7(), status: 'online', more: true }]],
    ['an object for an id', [{ conversationId: { $ne: null }, status: {} }]],
    ['a room\'s name', [{ conversationId: `conversation:${uuidv7()}`, status: 'user:1' }]],
    ['a polluted prototype', [JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}')]],
    ['bytes', [Buffer.from('x')]],
    ['two payloads', [{ conversationId: uuidv7() }, { conversationId: uuidv7() }]],
  ]

  describe.each(Object.keys(clientEvents))('%s', (name) => {
    it.each(nonsense)('[S-29] [T-28] [R-012] with %s is answered as malformed', async (_what, payload) => {
      const maya = await connect(harbor.maya)
      expect(await say(maya, name, ...payload)).toEqual({ ok: false, error: { code: 'malformed' } })
      expect(({} as { admin?: boolean }).admin).toBeUndefined()
    })

    const payload = () => name === 'presence:set' ? { status: 'online' } : { conversationId }
    const isOver = (answer: Acknowledgement) => !answer.ok && answer.error.code === 'too_many_requests'

    it('[S-38] [T-28] over the limit of the socket is answered with the seconds to wait', async () => {
      const maya = await connect(harbor.maya)
      const { points } = socketBudgets.events
      const answers = await Promise.all(Array.from({ length: points + 5 }, () => say(maya, name, payload())))
      expect(answers.map(isOver)).toEqual([...Array(points).fill(false), ...Array(5).fill(true)])
      expect(answers.at(-1)).toMatchObject({ error: { retryAfter: expect.any(Number) } })
    })

    it('[S-38] [T-28] over the limit of the person, on several sockets, is answered in the same way', async () => {
      const tabs = [await connect(harbor.maya), await connect(harbor.maya)]
      const length = rateLimits.socketEvent.points / 2 + 5
      const answers = await Promise.all(tabs.flatMap(tab => Array.from({ length }, () => say(tab, name, payload()))))
      expect(answers.filter(isOver)).toHaveLength(10)
      expect(answers.find(isOver)).toMatchObject({ error: { retryAfter: expect.any(Number) } })
    })
  })

  it.each(['join', 'message:created', '__proto__', 'constructor', 'toString', 'error', 'session:revoked', ''])(
    '[S-21] [R-087] the event "%s" does nothing, and is answered', async (name) => {
      const [otto, sam] = [await connect(harbor.otto), await connect(harbor.sam)]
      const rooms = () => [...node.io.of('/').sockets.get(otto.socket.id ?? '')?.rooms ?? []]
      const before = rooms()
      expect(await say(otto, name, `conversation:${conversationId}`)).toEqual({ ok: false, error: { code: 'malformed' } })
      expect(otto.socket.connected).toBe(true)
      expect(rooms()).toEqual(before)
      expect(eventsOf(sam, name)).toEqual([])
    })

  it('[R-087] an event without an acknowledgement gets none, and the next event works', async () => {
    const maya = await connect(harbor.maya)
    maya.socket.emit('typing:start', { wrong: true }).emit('nothing known').emit('presence:set', { status: 'away' })
    expect(await say(maya, 'presence:set', { status: 'online' })).toEqual({ ok: true })
  })

  it.each(['disconnecting', 'newListener'])('[R-087] the reserved name "%s" ends this connection only', async (name) => {
    const [maya, sam] = [await connect(harbor.maya), await connect(harbor.sam)]
    maya.socket.io.engine.write(`42["${name}",1]`)
    await until(() => !maya.socket.connected)
    expect(sam.socket.connected).toBe(true)
  })

  it('[S-38] a packet above 64 kB ends its connection, whatever the transport', async () => {
    for (const transports of [['websocket'], ['polling']] as ('websocket' | 'polling')[][]) {
      const { socket } = await connectSocket(await node.browserOf(harbor.maya), { transports })
      socket.emit('typing:start', { conversationId: 'x'.repeat(70_000) })
      await until(() => !socket.connected)
    }
  })

  it('[R-012] another namespace does not exist', async () => {
    const { socket } = await connect(harbor.maya)
    const admin = socket.io.socket('/admin')
    const error = await new Promise<Error>(resolve => admin.once('connect_error', resolve))
    expect(error.message).toBe('Invalid namespace')
  })
})
