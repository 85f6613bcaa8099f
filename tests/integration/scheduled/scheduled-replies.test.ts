import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
import { jobQueue } from '#server/infra/job-queue.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'

/** The day on which Sam plans; every time is given relative to it. */
const noon = new Date('2031-03-04T12:00:00Z')
const after = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)
const idle = { wake: () => undefined, work: () => Promise.resolve(), drain: () => Promise.resolve(), stop: () => Promise.resolve() }

describe('replies that are sent later', () => {
  let domain: TestDomain
  let harbor: Harbor
  let conversationId: string
  let rootId: string

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
    jobQueue.set({ ...idle, send: () => Promise.resolve() })
  })
  afterAll(async () => {
    jobQueue.clear()
    await domain.close()
  })
  beforeEach(async () => {
    await domain.database.query('TRUNCATE scheduled_messages')
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.maya.userId, harbor.sam.userId] },
    })
    conversationId = conversation.id
    rootId = await send('Which blue?')
    domain.published()
  })

  const send = async (body: string, parentId?: string) => (await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body, parentId })).message.id
  const request = (wanted: Partial<Parameters<typeof scheduleMessage>[0]> = {}) =>
    ({ actor: harbor.sam, conversationId, id: uuidv7(), body: 'The lighter one', parentId: rootId, dueAt: after(60).toISOString(), now: noon, ...wanted })
  const plan = async (wanted = {}) => (await scheduleMessage(request(wanted))).scheduled
  const list = () => listScheduled({ actor: harbor.sam })
  const replies = async () => (await readThread({ actor: harbor.maya, messageId: rootId, limit: 50 })).thread.replies
  const removeRoot = () => deleteMessage({ actor: harbor.maya, messageId: rootId })

  it('[E-09] [R-072] one waits for its time and is then sent into its thread', async () => {
    const answered = await send('Light or dark?', rootId)
    const scheduled = await plan({ parentId: answered, alsoInConversation: true })
    expect(scheduled).toMatchObject({ parentId: answered, rootId, alsoInConversation: true })
    expect(await list()).toEqual([scheduled])
    domain.published()
    await sendDue({ now: after(60) })
    expect((await replies()).at(-1)).toMatchObject({ id: scheduled.id, authorId: harbor.sam.userId, parentId: answered, rootId, alsoInConversation: true })
    expect(domain.published().map(({ name }) => name)).toEqual(['message:created', 'thread:updated', 'scheduled:updated'])
    expect(await list()).toEqual([])
  })

  it('[E-09] the same id again is the same reply; to something else it is another one', async () => {
    const again = request()
    expect((await scheduleMessage(again)).created).toBe(true)
    expect((await scheduleMessage(again)).created).toBe(false)
    await expect(scheduleMessage({ ...again, parentId: undefined })).rejects.toMatchObject({ code: 'id_reused' })
    await expect(scheduleMessage({ ...again, alsoInConversation: true })).rejects.toMatchObject({ code: 'id_reused' })
  })

  it('[E-09] [S-16] there is none to what is elsewhere, not there, or deleted', async () => {
    const { conversation } = await createConversation({ actor: harbor.sam, conversation: { type: 'direct', userId: harbor.lena.userId } })
    const { message } = await sendMessage({ actor: harbor.sam, conversationId: conversation.id, id: uuidv7(), body: 'Elsewhere' })
    for (const parentId of [message.id, uuidv7()]) await expect(plan({ parentId })).rejects.toMatchObject({ code: 'not_found' })
    const answered = await send('Light or dark?', rootId)
    await removeRoot()
    for (const parentId of [rootId, answered]) await expect(plan({ parentId })).rejects.toMatchObject({ code: 'message_deleted' })
  })

  it('[E-09] one whose root was deleted meanwhile waits for a word of its author, who may send it all the same', async () => {
    const { id } = await plan()
    await removeRoot()
    await sendDue({ now: after(60) })
    expect(await list()).toMatchObject([{ id, state: 'failed', error: 'message_deleted' }])
    expect(await replies()).toEqual([])
    expect(await sendScheduled({ actor: harbor.sam, scheduledId: id })).toMatchObject({ id, rootId })
    expect([(await replies()).map(reply => reply.id), await list()]).toEqual([[id], []])
  })

  it('[E-09] a root that came back in time, or an answered reply that is gone, stands in nobody\'s way', async () => {
    const answered = await send('Light or dark?', rootId)
    await plan({ parentId: answered })
    await removeRoot()
    await restoreMessage({ actor: harbor.maya, messageId: rootId })
    await deleteMessage({ actor: harbor.maya, messageId: answered })
    await sendDue({ now: after(60) })
    expect((await replies()).at(-1)).toMatchObject({ body: 'The lighter one', parentId: answered })
  })

  it('[E-09] one that was sent by a node that died over it is no failure when the root goes afterwards', async () => {
    const { id } = await plan()
    const [claimed] = await claimScheduled({ now: after(60), limit: 1, where: Prisma.sql`id = ${id}::uuid` })
    if (!claimed) throw new Error('Nothing was due')
    await deliverMessage({ ...claimed, parentId: rootId, quotedId: undefined, sessionId: null }, 'test')
    await removeRoot()
    await sendDue({ now: after(62) })
    expect([(await readMessage({ actor: harbor.sam, messageId: id })).id, await list()]).toEqual([id, []])
  })
})
