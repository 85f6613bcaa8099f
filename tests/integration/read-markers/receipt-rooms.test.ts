import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import type { ReadMarker } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { updatePreferences } from '#server/domain/account/update-preferences.ts'
import { markRead } from '#server/domain/read-markers/mark-read.ts'
import { eventPublisher } from '#server/domain/events.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { eventsOf, nextEvent, type TestSocket } from '../../helpers/test-socket.ts'
import { nodeTest } from '../../helpers/fixtures/node.ts'
import { createShopFront } from '../../helpers/harbor.ts'

const showReceipts = (actor: Actor, readReceipts: boolean) => updatePreferences({ actor, changes: { readReceipts } })
const markersOf = (device: TestSocket, { userId }: Actor) => eventsOf<ReadMarker>(device, 'read:updated').filter(marker => marker.userId === userId)

const it = nodeTest
  .extend('conversationId', { scope: 'file' }, async ({ domain, harbor, node }) => {
    eventPublisher.set(node.publisher)
    return await createShopFront({ domain, harbor })
  })
  /** Lena writes and a participant reads; returns once all devices have received a later event. */
  .extend('readNext', ({ harbor, conversationId }) => async (reader: Actor, devices: readonly TestSocket[]): Promise<number> => {
    const send = (body: string) => sendMessage({ actor: harbor.lena, conversationId, id: uuidv7(), body })
    const { message: { seq } } = await send('Read this')
    await markRead({ actor: reader, conversationId, seq })
    const { message } = await send('Received after it')
    for (const device of devices) await nextEvent<{ message: { id: string } }>(device, 'message:created', { where: event => event.message.id === message.id })
    return seq
  })

describe('read receipts on open sockets', () => {
  it('[R-076] stop in both directions when a user switches them off, and resume when switched on', async ({ harbor, connect, readNext }) => {
    const [maya, sam, samsPhone] = await Promise.all([connect(harbor.maya), connect(harbor.sam), connect(harbor.sam)])
    const all = [maya, sam, samsPhone]
    await showReceipts(harbor.sam, false)
    const offSeqs = [await readNext(harbor.sam, all), await readNext(harbor.maya, all)]
    expect(markersOf(maya, harbor.sam)).toEqual([])
    for (const device of [sam, samsPhone]) {
      expect(markersOf(device, harbor.maya)).toEqual([])
      // The user's own devices still get the unread count.
      expect(markersOf(device, harbor.sam)).toMatchObject([{ lastReadSeq: offSeqs[0], unread: { count: 0 } }])
    }
    await showReceipts(harbor.sam, true)
    const onSeqs = [await readNext(harbor.sam, all), await readNext(harbor.maya, all)]
    expect(markersOf(maya, harbor.sam)).toMatchObject([{ lastReadSeq: onSeqs[0] }])
    for (const device of [sam, samsPhone]) expect(markersOf(device, harbor.maya)).toMatchObject([{ lastReadSeq: onSeqs[1] }])
  })

  it('[R-076] follow the earlier setting on a socket that connects later', async ({ harbor, connect, readNext }) => {
    await showReceipts(harbor.sam, false)
    const [maya, sam] = await Promise.all([connect(harbor.maya), connect(harbor.sam)])
    await readNext(harbor.maya, [maya, sam])
    expect(markersOf(sam, harbor.maya)).toEqual([])
    expect(markersOf(maya, harbor.maya)).toHaveLength(1)
  })
})
