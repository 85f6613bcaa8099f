import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { readMessage } from '#server/domain/messages/read-message.ts'
import { restoreMessage } from '#server/domain/messages/restore-message.ts'
import { deliverMessage, sendMessage } from '#server/domain/messages/send/send-message.ts'
import { claimScheduled } from '#server/domain/scheduled/claim-scheduled.ts'
import { listScheduled } from '#server/domain/scheduled/list-scheduled.ts'
import { scheduleMessage } from '#server/domain/scheduled/schedule-message.ts'
import { sendDue } from '#server/domain/scheduled/send-due.ts'
import { sendScheduled } from '#server/domain/scheduled/send-scheduled.ts'
import { readThread } from '#server/domain/threads/read-thread.ts'
import { Prisma } from '#generated/client.ts'
import { scheduleTest } from '../../helpers/fixtures/schedule.ts'

/** The current time in these tests. All times are relative to it. */
const noon = new Date('2031-03-04T12:00:00Z')
const after = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)

const it = scheduleTest
  .extend('send', ({ harbor, conversationId }) => async (body: string, parentId?: string) => (await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body, parentId })).message.id)
  .extend('rootId', async ({ domain, send }) => {
    const rootId = await send('Which blue?')
    domain.published()
    return rootId
  })
  .extend('request', ({ harbor, conversationId, rootId }) => (wanted: Partial<Parameters<typeof scheduleMessage>[0]> = {}) =>
    ({ actor: harbor.sam, conversationId, id: uuidv7(), body: 'The lighter one', parentId: rootId, dueAt: after(60).toISOString(), now: noon, ...wanted }))
  .extend('schedule', ({ request }) => async (wanted = {}) => (await scheduleMessage(request(wanted))).scheduled)
  .extend('list', ({ harbor }) => () => listScheduled({ actor: harbor.sam }))
  .extend('replies', ({ harbor, rootId }) => async () => (await readThread({ actor: harbor.maya, messageId: rootId, limit: 50 })).thread.replies)
  .extend('removeRoot', ({ harbor, rootId }) => () => deleteMessage({ actor: harbor.maya, messageId: rootId }))

describe('a scheduled reply', () => {
  it('[E-09] [R-072] is sent to its thread at its time', async ({ domain, harbor, rootId, send, schedule, list, replies }) => {
    const parentId = await send('Light or dark?', rootId)
    const scheduled = await schedule({ parentId, alsoInConversation: true })
    expect(scheduled).toMatchObject({ parentId, rootId, alsoInConversation: true })
    expect(await list()).toEqual([scheduled])
    domain.published()
    await sendDue({ now: after(60) })
    expect((await replies()).at(-1)).toMatchObject({ id: scheduled.id, authorId: harbor.sam.userId, parentId, rootId, alsoInConversation: true })
    expect(domain.published().map(({ name }) => name)).toEqual(['message:created', 'thread:updated', 'scheduled:updated'])
    expect(await list()).toEqual([])
  })

  it('[E-09] is created once per id; the id with another parent is refused', async ({ request }) => {
    const again = request()
    expect((await scheduleMessage(again)).created).toBe(true)
    expect((await scheduleMessage(again)).created).toBe(false)
    await expect(scheduleMessage({ ...again, parentId: undefined })).rejects.toMatchObject({ code: 'id_reused' })
    await expect(scheduleMessage({ ...again, alsoInConversation: true })).rejects.toMatchObject({ code: 'id_reused' })
  })

  it('[E-09] [S-16] is refused if its parent is in another conversation, unknown or deleted', async ({ harbor, rootId, send, schedule, removeRoot }) => {
    const { conversation } = await createConversation({ actor: harbor.sam, conversation: { type: 'direct', userId: harbor.lena.userId } })
    const { message } = await sendMessage({ actor: harbor.sam, conversationId: conversation.id, id: uuidv7(), body: 'Elsewhere' })
    for (const parentId of [message.id, uuidv7()]) await expect(schedule({ parentId })).rejects.toMatchObject({ code: 'not_found' })
    const replyId = await send('Light or dark?', rootId)
    await removeRoot()
    for (const parentId of [rootId, replyId]) await expect(schedule({ parentId })).rejects.toMatchObject({ code: 'message_deleted' })
  })

  it('[E-09] fails if its root was deleted meanwhile, and its author can still send it', async ({ harbor, rootId, schedule, list, replies, removeRoot }) => {
    const { id } = await schedule()
    await removeRoot()
    await sendDue({ now: after(60) })
    expect(await list()).toMatchObject([{ id, state: 'failed', error: 'message_deleted' }])
    expect(await replies()).toEqual([])
    expect(await sendScheduled({ actor: harbor.sam, scheduledId: id })).toMatchObject({ id, rootId })
    expect([(await replies()).map(reply => reply.id), await list()]).toEqual([[id], []])
  })

  it('[E-09] is sent if its root was restored, also if its parent was deleted', async ({ harbor, rootId, send, schedule, replies, removeRoot }) => {
    const parentId = await send('Light or dark?', rootId)
    await schedule({ parentId })
    await removeRoot()
    await restoreMessage({ actor: harbor.maya, messageId: rootId })
    await deleteMessage({ actor: harbor.maya, messageId: parentId })
    await sendDue({ now: after(60) })
    expect((await replies()).at(-1)).toMatchObject({ body: 'The lighter one', parentId })
  })

  it('[E-09] is not failed if sent by a node that died, also if the root is deleted afterwards', async ({ harbor, rootId, schedule, list, removeRoot }) => {
    const { id } = await schedule()
    const [claimed] = await claimScheduled({ now: after(60), limit: 1, where: Prisma.sql`id = ${id}::uuid` })
    if (!claimed) throw new Error('Nothing was due')
    await deliverMessage({ ...claimed, parentId: rootId, quotedId: undefined, sessionId: null }, 'test')
    await removeRoot()
    await sendDue({ now: after(62) })
    expect([(await readMessage({ actor: harbor.sam, messageId: id })).id, await list()]).toEqual([id, []])
  })
})
