import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { readHeads } from '#server/domain/read-model/read-heads.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { listChanges } from '#server/domain/sync/list-changes.ts'
import { listThreads } from '#server/domain/threads/list-threads.ts'
import { readThread } from '#server/domain/threads/read-thread.ts'
import { updateThread } from '#server/domain/threads/update-thread.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'

describe('a thread', () => {
  let domain: TestDomain
  let harbor: Harbor
  let conversationId: string
  let root: Message

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
  })
  afterAll(() => domain.close())
  beforeEach(async () => {
    conversationId = await createShop('Shop front')
    root = await send(harbor.maya, 'Which blue for the door?')
    domain.published()
  })

  async function createShop(title: string): Promise<string> {
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title, userIds: [harbor.maya.userId, harbor.sam.userId] },
    })
    return conversation.id
  }

  async function send(actor: Actor, body: string, references: { parentId?: string, alsoInConversation?: boolean, quotedId?: string } = {}): Promise<Message> {
    const { message } = await sendMessage({ actor, conversationId, id: uuidv7(), body, ...references })
    return message
  }

  const reply = (actor: Actor, body: string, parent = root) => send(actor, body, { parentId: parent.id })

  const follows = async (actor: Actor) => (await listThreads({ actor })).some(thread => thread.root.id === root.id)

  it('[R-072] [R-075] begins with the first reply: the reply has its place, the root changes after it', async () => {
    const first = await reply(harbor.sam, 'The one of the sign')
    expect(first).toMatchObject({ seq: 2, changeSeq: 2, parentId: root.id, rootId: root.id, alsoInConversation: false })
    const { thread } = await readThread({ actor: harbor.lena, messageId: root.id })
    expect(thread).toMatchObject({ replies: [first], mine: { following: false, unread: { seq: 2, count: 1 } } })
    expect(thread.root).toMatchObject({ changeSeq: 3, thread: { replyCount: 1, lastReplySeq: 2, lastReplyAt: first.createdAt, participantIds: [harbor.sam.userId] } })
    expect(domain.published().map(({ name, payload }) => [name, 'changeSeq' in payload && payload.changeSeq])).toEqual([['message:created', 2], ['thread:created', 3]])
    await reply(harbor.maya, 'Good')
    expect(domain.published().map(({ name }) => name)).toEqual(['message:created', 'thread:updated'])
  })

  it('[R-073] an answer to a reply keeps its parent and belongs to the same root', async () => {
    const first = await reply(harbor.sam, 'The one of the sign')
    expect(await reply(harbor.maya, 'Or a shade darker?', first)).toMatchObject({ parentId: first.id, rootId: root.id })
    await expect(readThread({ actor: harbor.maya, messageId: first.id })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[R-074] authors of replies and of the root follow; others by choice; unfollowing lasts until the next reply', async () => {
    await reply(harbor.sam, 'The one of the sign')
    const follow = async () => Promise.all([harbor.maya, harbor.sam, harbor.lena].map(follows))
    expect(await follow()).toEqual([true, true, false])
    await updateThread({ actor: harbor.lena, messageId: root.id, following: true })
    await updateThread({ actor: harbor.maya, messageId: root.id, following: false })
    await reply(harbor.sam, 'I painted a sample')
    expect(await follow()).toEqual([false, true, true])
    await reply(harbor.maya, 'Let me see it')
    expect(await follow()).toEqual([true, true, true])
  })

  it('[R-074] who read before answering follows by the answer, and the root\'s author, who looked before anyone answered, by the first one', async () => {
    await updateThread({ actor: harbor.maya, messageId: root.id, lastReadSeq: 1 })
    const first = await reply(harbor.sam, 'The one of the sign')
    expect(await follows(harbor.maya)).toBe(true)
    expect(await updateThread({ actor: harbor.lena, messageId: root.id, lastReadSeq: first.seq })).toMatchObject({ following: false, lastReadSeq: 2 })
    await reply(harbor.lena, 'Or the one of the van')
    expect((await listThreads({ actor: harbor.lena })).find(thread => thread.root.id === root.id)?.mine).toEqual({ following: true, lastReadSeq: 3, unread: { seq: 3, count: 0 } })
  })

  it('[R-074] [D6.7] counts its unread replies apart from the conversation\'s', async () => {
    await reply(harbor.sam, 'The one of the sign')
    await send(harbor.sam, 'Look at the sample', { parentId: root.id, alsoInConversation: true })
    const [head] = await readHeads({ userId: harbor.maya.userId, conversationIds: [conversationId] })
    expect(head?.mine.unread.count).toBe(1)
    expect(head?.lastMessage?.body).toBe('Look at the sample')
    const [followed] = await listThreads({ actor: harbor.maya })
    expect(followed).toMatchObject({ lastReply: { body: 'Look at the sample' }, mine: { unread: { seq: 3, count: 2 } } })
    expect(await updateThread({ actor: harbor.maya, messageId: root.id, lastReadSeq: 2 })).toMatchObject({ lastReadSeq: 2, unread: { count: 1 } })
    expect(await updateThread({ actor: harbor.maya, messageId: root.id, lastReadSeq: 1 })).toMatchObject({ lastReadSeq: 2 })
    expect(await updateThread({ actor: harbor.maya, messageId: root.id, lastReadSeq: 999 })).toMatchObject({ lastReadSeq: 3, unread: { count: 0 } })
  })

  it('[R-074] the list comes in pages, the thread with the latest reply first; a root of others tells nothing', async () => {
    const roots = [root]
    for (const body of ['Which sign?', 'Which lamp?']) roots.push(await send(harbor.maya, body))
    for (const { id } of roots) await send(harbor.sam, 'Both', { parentId: id })
    const foreign = await send(harbor.sam, 'For Sam alone')
    await send(harbor.sam, 'And nobody else', { parentId: foreign.id })
    const page = async (before?: string) => (await listThreads({ actor: harbor.maya, limit: 2, before })).map(thread => thread.root.id)
    expect(await page()).toEqual([roots[2]?.id, roots[1]?.id])
    expect((await page(roots[1]?.id))[0]).toBe(root.id)
    expect(await page(root.id)).not.toContain(root.id)
    expect(await page(foreign.id)).toEqual([])
    expect(await page(uuidv7())).toEqual([])
  })

  it('[R-074] [D6.7] reading and following is sent to all devices of the user, once', async () => {
    await reply(harbor.sam, 'The one of the sign')
    domain.published()
    const view = (changes: { following?: boolean, lastReadSeq?: number }) => updateThread({ actor: harbor.maya, messageId: root.id, ...changes })
    const mine = await view({ lastReadSeq: 2 })
    await view({ lastReadSeq: 2 })
    await view({ following: true })
    const later = await view({ following: false })
    expect(domain.published()).toEqual([mine, later].map(seen => ({ name: 'thread:viewed', to: { user: harbor.maya.userId }, payload: { rootId: root.id, mine: seen } })))
  })

  it('[R-073] [D6.3] parallel replies take numbers without gaps, and the root ends with the count', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => reply(index % 2 ? harbor.sam : harbor.lena, `Reply ${index}`)))
    const changes = await listChanges({ actor: harbor.maya, conversationId, after: 0 })
    expect(changes.messages.map(message => message.seq).sort((a, b) => a - b)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1))
    expect(changes.head).toMatchObject({ lastSeq: 21, changeSeq: 41 })
    expect(changes.messages.at(-1)).toMatchObject({ id: root.id, changeSeq: 41, thread: { replyCount: 20, lastReplySeq: 21 } })
  })

  it('[R-075] [D6.3] parallel first replies begin the thread once, and each tells its own change of the root', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => reply(index % 2 ? harbor.sam : harbor.lena, `Reply ${index}`)))
    const told = domain.published().flatMap(event => event.name === 'thread:created' || event.name === 'thread:updated' ? [event] : [])
      .sort((one, other) => one.payload.changeSeq - other.payload.changeSeq)
    expect(told.map(({ name }) => name)).toEqual(['thread:created', ...Array.from({ length: 19 }, () => 'thread:updated')])
    expect(told.map(({ payload: { changeSeq } }) => changeSeq)).toEqual(Array.from({ length: 20 }, (_, index) => 3 + 2 * index))
    expect(told.map(({ payload: { message } }) => [message.changeSeq, message.thread?.replyCount, message.thread?.lastReplySeq]))
      .toEqual(Array.from({ length: 20 }, (_, index) => [3 + 2 * index, 1 + index, 2 + index]))
    const { thread } = await readThread({ actor: harbor.maya, messageId: root.id })
    expect(told.at(-1)?.payload.message).toEqual(thread.root)
  })

  it('[R-072] pages backwards by seq', async () => {
    for (let index = 0; index < 5; index += 1) await reply(harbor.sam, `Reply ${index}`)
    const last = await readThread({ actor: harbor.maya, messageId: root.id, limit: 3 })
    expect(last.thread.replies.map(message => message.body)).toEqual(['Reply 2', 'Reply 3', 'Reply 4'])
    const rest = await readThread({ actor: harbor.maya, messageId: root.id, limit: 3, before: last.next ?? 0 })
    expect(rest).toMatchObject({ next: null, thread: { replies: [{ body: 'Reply 0' }, { body: 'Reply 1' }] } })
  })

  it('[T-10] [S-16] a parent or a quote of another conversation is not there, nor the thread for strangers', async () => {
    const here = root
    conversationId = await createShop('Window')
    await expect(reply(harbor.sam, 'Wrong door', here)).rejects.toMatchObject({ code: 'not_found' })
    await expect(send(harbor.sam, 'As you said', { quotedId: here.id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(readThread({ actor: harbor.otto, messageId: here.id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(updateThread({ actor: harbor.otto, messageId: here.id, following: true })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[R-073] a reply has no thread of its own to read or to follow', async () => {
    const { id } = await reply(harbor.sam, 'The one of the sign')
    await expect(readThread({ actor: harbor.maya, messageId: id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(updateThread({ actor: harbor.maya, messageId: id, following: true })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[T-09] a former participant follows no thread of the conversation', async () => {
    await reply(harbor.sam, 'The one of the sign')
    await leaveConversation({ actor: harbor.sam, conversationId })
    expect(await follows(harbor.sam)).toBe(false)
  })
})
