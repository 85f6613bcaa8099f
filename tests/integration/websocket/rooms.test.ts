import type { Socket } from 'node:net'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Message, Participant } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { addParticipants } from '#server/domain/participants/add-participants.ts'
import { removeParticipant } from '#server/domain/participants/remove-participant.ts'
import { eventPublisher } from '#server/domain/events.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { connectSocket, eventsOf, nextEvent, type TestSocket } from '../../helpers/test-socket.ts'
import { until } from '../../helpers/until.ts'
import { configureProcess, startNode, type TestNode } from '../../helpers/socket-nodes.ts'

describe('rooms on one node', () => {
  let domain: TestDomain
  let harbor: Harbor
  let node: TestNode
  let conversationId: string
  const open: TestSocket[] = []

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
    configureProcess()
    node = await startNode()
    eventPublisher.set(node.publisher)
  })
  afterAll(async () => {
    await node.close()
    await domain.close()
  })
  beforeEach(async () => {
    for (const { socket } of open.splice(0)) socket.disconnect()
    conversationId = await createGroup([harbor.maya, harbor.sam])
  })

  async function createGroup(others: Actor[]): Promise<string> {
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: others.map(({ userId }) => userId) },
    })
    return conversation.id
  }

  async function connect(actor: Actor): Promise<TestSocket> {
    const socket = await connectSocket(await node.browserOf(actor))
    open.push(socket)
    return socket
  }

  const send = (actor: Actor, body: string, to = conversationId) => sendMessage({ actor, conversationId: to, id: uuidv7(), body })

  it('[D6.5] [T-01] whatever is sent once the client knows that it is connected, arrives', async () => {
    for (let round = 0; round < 10; round += 1) {
      const maya = await connect(harbor.maya)
      const { message } = await send(harbor.sam, `Round ${round}`)
      await nextEvent<{ message: Message }>(maya, 'message:created', { where: event => event.message.id === message.id })
    }
  })

  it('[R-037] [R-052] [R-063] [D6.3] every device of every participant gets the full message, nobody else anything', async () => {
    const devices = await Promise.all([harbor.maya, harbor.maya, harbor.sam, harbor.lena].map(connect))
    const otto = await connect(harbor.otto)
    const { message } = await send(harbor.sam, 'The sign is up')
    const received = await Promise.all(devices.map(device => nextEvent(device, 'message:created')))
    expect(received).toEqual(devices.map(() => ({ conversationId, changeSeq: 1, message })))
    expect(otto.received).toEqual([])
  })

  it('[R-089] a new conversation reaches open sockets, and its first message, too', async () => {
    const maya = await connect(harbor.maya)
    const created = await createGroup([harbor.maya])
    await send(harbor.lena, 'Welcome', created)
    await nextEvent<{ conversationId: string }>(maya, 'conversation:created', { where: event => event.conversationId === created })
    await nextEvent<{ conversationId: string }>(maya, 'message:created', { where: event => event.conversationId === created })
  })

  it('[D6.8] [S-18] [R-044] who leaves hears of it and then nothing more, on any device', async () => {
    const devices = await Promise.all([connect(harbor.maya), connect(harbor.maya)])
    const sam = await connect(harbor.sam)
    await leaveConversation({ actor: harbor.maya, conversationId })
    await send(harbor.sam, 'Behind her back')
    await nextEvent(sam, 'message:created')
    for (const device of devices) {
      await nextEvent(device, 'participant:removed')
      expect(eventsOf(device, 'message:created')).toEqual([])
    }
  })

  it('[R-036] [R-044] a new participant gets the event and later messages, on every device', async () => {
    const group = await createGroup([harbor.sam])
    const devices = await Promise.all([connect(harbor.maya), connect(harbor.maya)])
    await addParticipants({ actor: harbor.lena, conversationId: group, userIds: [harbor.maya.userId], role: 'admin' })
    await send(harbor.sam, 'Welcome, Maya', group)
    for (const device of devices) {
      const { participant } = await nextEvent<{ participant: Participant }>(device, 'participant:added')
      expect(participant).toMatchObject({ role: 'admin', user: { id: harbor.maya.userId } })
      await nextEvent<{ conversationId: string }>(device, 'message:created', { where: event => event.conversationId === group })
    }
  })

  it('[R-036] [S-18] a removed participant who is added again is a new participant', async () => {
    const maya = await connect(harbor.maya)
    await removeParticipant({ actor: harbor.lena, conversationId, userId: harbor.maya.userId })
    await nextEvent(maya, 'participant:removed')
    await addParticipants({ actor: harbor.lena, conversationId, userIds: [harbor.maya.userId], role: 'member' })
    const { message } = await send(harbor.sam, 'There she is')
    await nextEvent<{ message: Message }>(maya, 'message:created', { where: event => event.message.id === message.id })
  })

  it('[T-09] [D6.8] a removal that happens during the handshake is found right after it', async () => {
    const maya = await connect(harbor.maya)
    // As if the event had come between the look at the database and the join.
    await domain.database.query('UPDATE participants SET left_at = now() WHERE conversation_id = $1 AND user_id = $2', [conversationId, harbor.maya.userId])
    const late = await connect(harbor.maya)
    node.io.in(`user:${harbor.maya.userId}`).socketsJoin(`conversation:${conversationId}`)
    await until(() => !node.io.of('/').adapter.rooms.get(`conversation:${conversationId}`)?.has(late.socket.id ?? ''), { within: 1_000 })
    await send(harbor.sam, 'Not for her')
    expect(eventsOf(maya, 'message:created')).toEqual([])
  })

  it('[T-09] [D6.8] the database is right: a lost join and a lost leave are repaired by the sweep', async () => {
    const maya = await connect(harbor.maya)
    const room = `conversation:${conversationId}`
    const isIn = () => node.io.of('/').adapter.rooms.get(room)?.has(maya.socket.id ?? '') ?? false
    node.io.in(`user:${harbor.maya.userId}`).socketsLeave(room)
    await until(() => !isIn())
    await until(isIn, { within: 2_000, what: 'the lost join' })
    await domain.database.query('UPDATE participants SET left_at = now() WHERE conversation_id = $1 AND user_id = $2', [conversationId, harbor.maya.userId])
    await until(() => !isIn(), { within: 2_000, what: 'the lost leave' })
  })

  it.each([
    ['ran out', false, 'expires_at = now()'],
    ['was ended by its owner', true, 'revoked_at = now(), revoked_reason = \'revoked\''],
    ['was ended since its token had been copied', false, 'revoked_at = now(), revoked_reason = \'refresh_token_reused\''],
  ])('[T-09] a session that %s without an event closes its sockets at the next sweep, others stay (forgets: %s)', async (_, forget, change) => {
    const phone = await domain.actorFor(harbor.maya.userId)
    const [lost, kept] = [await connect(phone), await connect(harbor.maya)]
    await domain.database.query(`UPDATE sessions SET ${change} WHERE id = $1`, [phone.sessionId])
    await until(() => !lost.socket.connected, { within: 2_000 })
    expect(eventsOf(lost, 'session:revoked')).toEqual([{ sessionId: phone.sessionId, forget }])
    expect(kept.socket.connected).toBe(true)
  })

  it('an event for nobody reaches nobody', async () => {
    const maya = await connect(harbor.maya)
    node.publisher.publish({ name: 'conversation:created', to: { users: [] }, payload: { conversationId: uuidv7(), changeSeq: 0 } })
    await send(harbor.sam, 'Still here')
    await nextEvent(maya, 'message:created')
    expect(eventsOf(maya, 'conversation:created')).toEqual([])
  })

  it('[R-066] in development an event that breaks its contract throws before it is sent', () => {
    const payload = { conversationId, changeSeq: -1, userId: harbor.maya.userId }
    expect(() => node.publisher.publish({ name: 'participant:removed', to: { conversation: conversationId }, payload })).toThrow(/changeSeq/)
  })

  it('[R-088] a client that no longer reads is disconnected before it costs memory', async () => {
    const maya = await connect(harbor.maya)
    const { message } = await send(harbor.sam, 'x'.repeat(20_000))
    // A dead mobile link: nobody reads what the server writes.
    ;(maya.socket.io.engine.transport as unknown as { ws: { _socket: Socket } }).ws._socket.pause()
    for (let count = 0; count < 2_000; count += 1) {
      node.publisher.publish({ name: 'message:created', to: { user: harbor.maya.userId }, payload: { conversationId, changeSeq: 1, message } })
      // Every event is a write of its own, as it is when people send.
      if (count % 20 === 0) await new Promise(resolve => setImmediate(resolve))
    }
    await until(() => !node.io.of('/').sockets.has(maya.socket.id ?? ''), { within: 3_000 })
  })
})
