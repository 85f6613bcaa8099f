import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#server/domain/access/actor.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { database } from '#server/infra/postgres/database.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { connectSocket, eventsOf, nextEvent, type TestSocket } from '../../helpers/test-socket.ts'
import { until } from '../../helpers/until.ts'
import { configureProcess, startNode, type TestNode } from '../../helpers/socket-nodes.ts'
import { connectWatcher, heardStatuses, untilSeenAs, type PresenceUpdate } from './presence-watch.ts'

describe('presence on one node', () => {
  let domain: TestDomain
  let harbor: Harbor
  let node: TestNode
  const open: TestSocket[] = []

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
    configureProcess()
    node = await startNode({ timings: { beacon: [60_000, 60_000] } })
    await createConversation({ actor: harbor.maya, conversation: { type: 'direct', userId: harbor.sam.userId } })
    await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Bakery', userIds: [harbor.maya.userId, harbor.sam.userId] },
    })
  })
  afterAll(async () => {
    await node.close()
    await domain.close()
  })
  afterEach(async () => {
    for (const { socket } of open.splice(0)) socket.disconnect()
    await until(async () => (await statuses()).every(status => status === 'offline'))
  })

  const statuses = async () => [...(await node.presence.presenceOf([harbor.maya, harbor.sam, harbor.lena].map(({ userId }) => userId))).values()]

  async function watch(actor: Actor): Promise<TestSocket> {
    const socket = await connectWatcher(node, actor, harbor.maya)
    open.push(socket)
    return socket
  }

  async function connect(actor: Actor): Promise<TestSocket> {
    const socket = await connectSocket(await node.browserOf(actor))
    open.push(socket)
    return socket
  }

  it('[R-078] [R-080] others learn who comes, steps away and goes, and when; strangers do not', async () => {
    const [sam, otto] = [await watch(harbor.sam), await connect(harbor.otto)]
    const maya = await connect(harbor.maya)
    await until(() => heardStatuses(sam, harbor.maya).at(-1) === 'online')
    expect(await maya.socket.timeout(1_000).emitWithAck('presence:set', { status: 'away' })).toEqual({ ok: true })
    await until(() => heardStatuses(sam, harbor.maya).at(-1) === 'away')
    const before = new Date().toISOString()
    maya.socket.disconnect()
    const gone = await nextEvent<PresenceUpdate>(sam, 'presence:updated', {
      where: ({ users }) => users.some(user => user.userId === harbor.maya.userId && user.lastSeenAt !== null && user.lastSeenAt >= before),
    })
    expect(heardStatuses(sam, harbor.maya)).toEqual(['offline', 'online', 'away', 'offline'])
    const { lastSeenAt } = await database().user.findUniqueOrThrow({ where: { id: harbor.maya.userId } })
    expect(lastSeenAt?.toISOString()).toBe(gone.users[0]?.lastSeenAt)
    expect(heardStatuses(otto, harbor.maya)).toEqual([])
  })

  it('[R-080] many tabs are one person: one closes, nothing changes; the last one closes, she is gone', async () => {
    const sam = await watch(harbor.sam)
    const tabs = await Promise.all(Array.from({ length: 5 }, () => connect(harbor.maya)))
    await until(() => heardStatuses(sam, harbor.maya).at(-1) === 'online')
    for (const { socket } of tabs.slice(1)) socket.disconnect()
    await untilSeenAs([node], harbor.maya, 'online')
    tabs[0]?.socket.disconnect()
    await until(() => heardStatuses(sam, harbor.maya).at(-1) === 'offline')
    expect(heardStatuses(sam, harbor.maya)).toEqual(['offline', 'online', 'offline'])
  })

  it('[R-080] [D6.5] a new connection learns who is online and who no longer is', async () => {
    await connect(harbor.sam)
    await untilSeenAs([node], harbor.sam, 'online')
    const maya = await connect(harbor.maya)
    await until(() => heardStatuses(maya, harbor.sam).at(-1) === 'online')
    await until(() => heardStatuses(maya, harbor.lena).at(-1) === 'offline')
    expect(heardStatuses(maya, harbor.otto)).toEqual([])
  })

  it('[R-080] a reload is not announced', async () => {
    const sam = await watch(harbor.sam)
    for (let reload = 0; reload < 5; reload += 1) {
      const tab = await connect(harbor.maya)
      await untilSeenAs([node], harbor.maya, 'online')
      tab.socket.disconnect()
    }
    await until(() => heardStatuses(sam, harbor.maya).length > 1 && heardStatuses(sam, harbor.maya).at(-1) === 'offline')
    expect(heardStatuses(sam, harbor.maya)).toEqual(['offline', 'online', 'offline'])
  })

  describe('in a crowd', () => {
    let patient: TestNode

    beforeAll(async () => {
      patient = await startNode({ timings: { beacon: [60_000, 60_000], presenceBatch: 200, presenceGrace: 10_000 } })
    })
    afterAll(() => patient.close())

    const heardOf = (socket: TestSocket) => eventsOf<PresenceUpdate>(socket, 'presence:updated').flatMap(({ users }) => users.filter(user => user.status === 'online').map(user => user.userId))

    /** One person more comes, and all have heard of it: whatever happened before has been announced by then. */
    async function settle(sockets: readonly TestSocket[], last: Actor): Promise<void> {
      open.push(await connectSocket(await patient.browserOf(last)))
      await until(() => sockets.every(socket => heardOf(socket).includes(last.userId)))
    }

    it('[T-08] everybody comes at once, is dropped and comes back: each hears a few events, not one for everybody', async () => {
      const crowd = await createCrowd(40)
      const sockets = await Promise.all(crowd.map(async actor => connectSocket(await patient.browserOf(actor))))
      open.push(...sockets)
      await settle(sockets, harbor.sam)
      for (const socket of sockets) expect(eventsOf(socket, 'presence:updated').length).toBeLessThan(crowd.length / 2)
      expect(new Set(sockets.flatMap(heardOf)).size).toBe(crowd.length + 1)

      for (const { received, socket } of sockets) {
        (received as unknown[]).length = 0
        socket.io.engine.close()
      }
      await until(() => sockets.every(({ socket }) => !socket.connected))
      for (const { socket } of sockets) socket.connect()
      await until(() => sockets.every(({ socket }) => socket.connected))
      await settle(sockets, harbor.lena)
      // Lena, and a greeting, which may still be on its way.
      for (const socket of sockets) expect(eventsOf(socket, 'presence:updated').length).toBeLessThanOrEqual(2)
    })
  })

  async function createCrowd(size: number): Promise<Actor[]> {
    const ids = Array.from({ length: size }, () => uuidv7())
    await database().user.createMany({ data: ids.map((id, index) => ({ id, name: `Guest ${index}`, email: `${id}@example.com` })) })
    await database().projectMember.createMany({ data: ids.map(userId => ({ userId, projectId: harbor.project, role: 'client' as const })) })
    await createConversation({ actor: harbor.lena, conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Opening day', userIds: [...ids, harbor.sam.userId] } })
    return Promise.all(ids.map(id => domain.actorFor(id)))
  }
})
