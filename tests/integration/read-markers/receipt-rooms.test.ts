import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReadMarker } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { updatePreferences } from '#server/domain/account/update-preferences.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { markRead } from '#server/domain/read-markers/mark-read.ts'
import { eventPublisher } from '#server/domain/events.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { connectSocket, eventsOf, nextEvent, type TestSocket } from '../../helpers/test-socket.ts'
import { configureProcess, startNode, type TestNode } from '../../helpers/socket-nodes.ts'

describe('read receipts on open sockets', () => {
  let domain: TestDomain
  let harbor: Harbor
  let node: TestNode
  let conversationId: string
  let lastSeq = 0
  const open: TestSocket[] = []

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
    configureProcess()
    node = await startNode()
    eventPublisher.set(node.publisher)
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.maya.userId, harbor.sam.userId] },
    })
    conversationId = conversation.id
  })
  afterAll(async () => {
    for (const { socket } of open) socket.disconnect()
    await node.close()
    await domain.close()
  })

  const show = (actor: Actor, readReceipts: boolean) => updatePreferences({ actor, changes: { readReceipts } })
  const markersOf = (device: TestSocket, { userId }: Actor) => eventsOf<ReadMarker>(device, 'read:updated').filter(marker => marker.userId === userId)

  async function connect(actor: Actor): Promise<TestSocket> {
    const socket = await connectSocket(await node.browserOf(actor))
    open.push(socket)
    return socket
  }

  /** Lena writes and a participant reads; returns once all devices have received a later event. */
  async function readNext(reader: Actor, devices: readonly TestSocket[]): Promise<number> {
    const send = (body: string) => sendMessage({ actor: harbor.lena, conversationId, id: uuidv7(), body })
    lastSeq = (await send('Read this')).message.seq
    await markRead({ actor: reader, conversationId, seq: lastSeq })
    const { message } = await send('Heard after it')
    for (const device of devices) await nextEvent<{ message: { id: string } }>(device, 'message:created', { where: event => event.message.id === message.id })
    return lastSeq
  }

  it('[R-076] switched off on an open socket, neither side hears of the other; switched on, both do again', async () => {
    const [maya, sam, samsPhone] = await Promise.all([connect(harbor.maya), connect(harbor.sam), connect(harbor.sam)])
    const all = [maya, sam, samsPhone]
    await show(harbor.sam, false)
    const offSeqs = [await readNext(harbor.sam, all), await readNext(harbor.maya, all)]
    expect(markersOf(maya, harbor.sam)).toEqual([])
    for (const device of [sam, samsPhone]) {
      expect(markersOf(device, harbor.maya)).toEqual([])
      // The count that is left is for one's own devices, whatever others may know.
      expect(markersOf(device, harbor.sam)).toMatchObject([{ lastReadSeq: offSeqs[0], unread: { count: 0 } }])
    }
    await show(harbor.sam, true)
    const onSeqs = [await readNext(harbor.sam, all), await readNext(harbor.maya, all)]
    expect(markersOf(maya, harbor.sam)).toMatchObject([{ lastReadSeq: onSeqs[0] }])
    for (const device of [sam, samsPhone]) expect(markersOf(device, harbor.maya)).toMatchObject([{ lastReadSeq: onSeqs[1] }])
  })

  it('[R-076] a device that connects later keeps to what was chosen before', async () => {
    await show(harbor.sam, false)
    const [maya, sam] = await Promise.all([connect(harbor.maya), connect(harbor.sam)])
    await readNext(harbor.maya, [maya, sam])
    expect(markersOf(sam, harbor.maya)).toEqual([])
    expect(markersOf(maya, harbor.maya)).toHaveLength(1)
  })
})
