import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { markRead } from '#server/domain/read-markers/mark-read.ts'
import { updateConversation } from '#server/domain/conversations/update-conversation.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { listChanges } from '#server/domain/sync/list-changes.ts'
import { sync } from '#server/domain/sync/sync.ts'
import { countUnread, unreadChecksum } from '#shared/unread.ts'
import type { Message } from '#shared/types.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'

describe('catching up', () => {
  let domain: TestDomain
  let harbor: Harbor
  let conversationId: string

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
  })
  afterAll(() => domain.close())
  beforeEach(async () => {
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.maya.userId, harbor.sam.userId] },
    })
    conversationId = conversation.id
  })

  async function sendMany(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      await sendMessage({ actor: harbor.sam, conversationId, id: uuidv7(), body: `Note ${index}` })
    }
  }

  async function catchUp(after: number, limit?: number): Promise<Message[]> {
    const found: Message[] = []
    let cursor = after
    for (;;) {
      const changes = await listChanges({ actor: harbor.maya, conversationId, after: cursor, ...(limit && { limit }) })
      found.push(...changes.messages)
      if (changes.done) return found
      cursor = changes.messages.at(-1)?.changeSeq ?? changes.head.changeSeq
    }
  }

  it('[T-05] [D6.4] a thousand missed messages arrive in pages, without a gap', async () => {
    await sendMany(1_000)
    const found = await catchUp(0, 200)
    expect(found.map(message => message.changeSeq)).toEqual(Array.from({ length: 1_000 }, (_, index) => index + 1))
  })

  it('[T-02] brings edits and deletions, in the state of now and the order of change', async () => {
    await sendMany(3)
    // Written as a later feature will: the row's changeSeq moves to the conversation's next number.
    await domain.database.query('UPDATE conversations SET change_seq = 5 WHERE id = $1', [conversationId])
    await domain.database.query('UPDATE messages SET change_seq = 5, deleted_at = now() WHERE conversation_id = $1 AND seq = 1', [conversationId])
    await domain.database.query(`UPDATE messages SET change_seq = 4, version = 2, body = 'Corrected' WHERE conversation_id = $1 AND seq = 2`, [conversationId])
    const found = await catchUp(3)
    expect(found).toMatchObject([{ seq: 2, body: 'Corrected', version: 2 }, { seq: 1, body: '', deletedAt: expect.any(String) }])
  })

  it.each([['without a cursor', undefined], ['with a cursor ahead of the log', 999]])('%s the last page comes as a reset', async (_, after) => {
    await sendMany(5)
    const changes = await listChanges({ actor: harbor.maya, conversationId, after, limit: 3 })
    expect(changes).toMatchObject({ reset: true, done: true, head: { lastSeq: 5, changeSeq: 5 } })
    expect(changes.messages.map(message => message.seq)).toEqual([3, 4, 5])
  })

  it('a change of the conversation itself moves the counter and comes with the head', async () => {
    await sendMany(1)
    await updateConversation({ actor: harbor.lena, conversationId, title: 'Shop window' })
    const changes = await listChanges({ actor: harbor.maya, conversationId, after: 1 })
    expect(changes).toMatchObject({ reset: false, done: true, messages: [], head: { title: 'Shop window', changeSeq: 2 } })
  })

  it('[T-10] strangers and former participants find no changes', async () => {
    await leaveConversation({ actor: harbor.sam, conversationId })
    for (const actor of [harbor.otto, harbor.sam]) {
      await expect(listChanges({ actor, conversationId, after: 0 })).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('[D6.4] sync names what is new, what changed and what is gone, and stays silent about the rest', async () => {
    const first = await sync({ actor: harbor.sam, cursors: {} })
    const cursors = Object.fromEntries(first.conversations.map(head => [head.id, head.changeSeq]))
    await expect(sync({ actor: harbor.sam, epoch: first.epoch, cursors })).resolves.toMatchObject({ conversations: [], gone: [] })
    await sendMessage({ actor: harbor.lena, conversationId, id: uuidv7(), body: 'New' })
    const changed = await sync({ actor: harbor.sam, epoch: first.epoch, cursors })
    expect(changed.conversations.map(head => head.id)).toEqual([conversationId])
    await leaveConversation({ actor: harbor.sam, conversationId })
    expect((await sync({ actor: harbor.sam, epoch: first.epoch, cursors })).gone).toEqual([conversationId])
  })

  it('[D6.4] a client of another epoch gets everything, whatever it believes to know', async () => {
    const { conversations } = await sync({ actor: harbor.maya, epoch: '00000000-0000-7000-8000-000000000000', cursors: { [conversationId]: 999 } })
    expect(conversations.map(head => head.id)).toContain(conversationId)
  })

  it('[D6.4] of what it follows a sync brings the changes at once, and the head with the marks of others', async () => {
    await sendMany(3)
    const { epoch, changes: [first] } = await sync({ actor: harbor.maya, cursors: {}, followed: [conversationId, conversationId] })
    expect(first).toMatchObject({ reset: true, done: true, messages: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] })
    const followed = { actor: harbor.maya, epoch, cursors: { [conversationId]: 3 }, followed: [conversationId] }
    await markRead({ actor: harbor.lena, conversationId, seq: 2 })
    await sendMany(1)
    const { conversations, changes } = await sync(followed)
    expect(conversations.map(({ id }) => id)).not.toContain(conversationId)
    expect(changes).toMatchObject([{ reset: false, done: true, head: { lastSeq: 4, changeSeq: 4 }, messages: [{ seq: 4 }] }])
    const marks = changes[0]?.head.participants.map(({ user, lastReadSeq }) => [user.id, lastReadSeq])
    expect(marks).toContainEqual([harbor.lena.userId, 2])
    const fromTheBeginning = { ...followed, cursors: { [conversationId]: 0 } }
    expect((await sync(fromTheBeginning)).changes).toMatchObject([{ reset: false, messages: { length: 4 } }])
    const other = { ...followed, epoch: '00000000-0000-7000-8000-000000000000' }
    expect((await sync(other)).changes).toMatchObject([{ reset: true, messages: { length: 4 } }])
  })

  it('[T-10] follows nothing for strangers', async () => {
    await sendMany(1)
    const answer = await sync({ actor: harbor.otto, cursors: { [conversationId]: 0 }, followed: [conversationId, uuidv7()] })
    expect(answer).toMatchObject({ changes: [], gone: [conversationId] })
    expect(answer.conversations.map(({ id }) => id)).not.toContain(conversationId)
  })

  it('[M-03] the checksum is the one that a client computes with the same function', async () => {
    await sendMany(4)
    await markRead({ actor: harbor.maya, conversationId, seq: 2 })
    const { epoch, conversations, unreadChecksum: checksum } = await sync({ actor: harbor.maya, cursors: {} })
    const lines = conversations.map(({ id, changeSeq, mine }) => ({
      conversationId: id,
      changeSeq,
      lastReadSeq: mine.lastReadSeq,
      unread: countUnread({ userId: harbor.maya.userId, lastReadSeq: mine.lastReadSeq, base: mine.unread, messages: [] }),
    }))
    expect(lines.find(line => line.conversationId === conversationId)?.unread).toBe(2)
    expect(unreadChecksum(lines)).toBe(checksum)
    const asked = { epoch, cursors: Object.fromEntries(conversations.map(({ id, changeSeq }) => [id, changeSeq])), followed: [conversationId] }
    expect((await sync({ actor: harbor.maya, ...asked })).unreadChecksum).toBe(checksum)
  })
})
