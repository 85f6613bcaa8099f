import type { Socket as TcpSocket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Socket } from 'socket.io-client'
import type { Actor } from '#server/domain/access/actor.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { connectSocket, eventsOf, nextEvent, type TestSocket } from '../../helpers/test-socket.ts'
import { until } from '../../helpers/until.ts'
import { configureProcess, startNode, type TestNode } from '../../helpers/socket-nodes.ts'

describe('connections', () => {
  let domain: TestDomain
  let harbor: Harbor
  let node: TestNode
  let conversationId: string
  const open: TestSocket[] = []

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
    configureProcess()
    node = await startNode({ timings: { pingInterval: 100, pingTimeout: 200, beacon: [60_000, 60_000] } })
    const { conversation } = await createConversation({ actor: harbor.maya, conversation: { type: 'direct', userId: harbor.sam.userId } })
    conversationId = conversation.id
  })
  afterAll(async () => {
    await node.close()
    await domain.close()
  })
  afterEach(() => {
    for (const { socket } of open.splice(0)) socket.disconnect()
  })

  async function connect(actor: Actor, options: Parameters<typeof connectSocket>[1] = {}): Promise<TestSocket> {
    const socket = await connectSocket(await node.browserOf(actor), options)
    open.push(socket)
    return socket
  }

  /** A numbered fact about the conversation. */
  function announce(changeSeq: number): void {
    node.publisher.publish({ name: 'conversation:updated', to: { conversation: conversationId }, payload: { conversationId, changeSeq, status: 'active', title: null } })
  }

  const arrives = (socket: TestSocket, changeSeq: number) =>
    nextEvent<{ changeSeq: number }>(socket, 'conversation:updated', { where: event => event.changeSeq === changeSeq })

  it.each(['websocket', 'polling'] as const)('[T-06] a client that says nothing for long keeps its %s and its rooms', async (transport) => {
    const maya = await connect(harbor.maya, { transports: [transport] })
    let pings = 0
    maya.socket.io.engine.on('packet', ({ type }: { type: string }) => {
      if (type === 'ping') pings += 1
    })
    // Longer than the ping's windows, several sweeps and every lease.
    await until(() => pings >= 8)
    announce(1)
    await arrives(maya, 1)
  })

  it('[R-087] a client that is there no more, without a word, is noticed', async () => {
    const maya = await connect(harbor.maya)
    const id = maya.socket.id ?? ''
    const line = tcpOf(maya.socket).pause()
    await until(() => !node.io.of('/').sockets.has(id), { within: 2_000 })
    line.destroy()
  })

  it('[R-086] after a cut a client comes back by itself, to all of its rooms', async () => {
    const maya = await connect(harbor.maya, { reconnection: true })
    for (let cut = 1; cut <= 3; cut += 1) {
      const id = maya.socket.id
      tcpOf(maya.socket).destroy()
      await until(() => maya.socket.connected && maya.socket.id !== id)
      announce(10 + cut)
      await arrives(maya, 10 + cut)
    }
  })

  it('[R-087] nothing is lost, doubled or out of order while polling turns into a WebSocket', async () => {
    const maya = await connect(harbor.maya, { transports: ['polling', 'websocket'] })
    let next = 100
    await until(() => {
      announce(next)
      next += 1
      return maya.socket.io.engine.transport.name === 'websocket' && next > 200
    }, { every: 1 })
    await arrives(maya, next - 1)
    const received = eventsOf<{ changeSeq: number }>(maya, 'conversation:updated').map(event => event.changeSeq)
    expect(received).toEqual(Array.from({ length: next - 100 }, (_, index) => 100 + index))
  })

  it('[R-088] a hundred connections come and go and leave nothing behind', async () => {
    const busy = await startNode()
    const devices = [harbor.maya, harbor.lena, harbor.otto, harbor.sam, await domain.actorFor(harbor.sam.userId)]
    const sockets = await Promise.all(devices.flatMap(device => Array.from({ length: 20 }, async () => connectSocket(await busy.browserOf(device)))))
    for (const { socket } of sockets) socket.disconnect()
    const { adapter, sockets: present } = busy.io.of('/')
    await until(() => present.size === 0)
    expect([...adapter.rooms.keys()]).toEqual([])
    await until(async () => (await busy.presence.presenceOf([harbor.sam.userId])).get(harbor.sam.userId) === 'offline')
    await busy.close()
  })
})

function tcpOf(socket: Socket): TcpSocket {
  return (socket.io.engine.transport as unknown as { ws: { _socket: TcpSocket } }).ws._socket
}
