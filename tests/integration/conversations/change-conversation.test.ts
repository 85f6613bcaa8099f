import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { listConversations } from '#server/domain/conversations/list-conversations.ts'
import { markRead } from '#server/domain/read-markers/mark-read.ts'
import { updateConversation } from '#server/domain/conversations/update-conversation.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { groupTest } from '../../helpers/fixtures/domain.ts'

const it = groupTest
  .extend('send', ({ conversationId }) => (actor: Actor, body: string) => sendMessage({ actor, conversationId, id: uuidv7(), body }))
  .extend('head', ({ conversationId }) => (actor: Actor) => loadConversation({ actor, conversationId }))

describe('changing a conversation', () => {
  it('[R-026] [R-027] archiving and reopening each take a changeSeq; repeating takes none', async ({ domain, harbor, conversationId }) => {
    const archived = await updateConversation({ actor: harbor.lena, conversationId, status: 'archived' })
    expect(archived).toMatchObject({ status: 'archived', changeSeq: 1 })
    await updateConversation({ actor: harbor.lena, conversationId, status: 'archived' })
    await expect(updateConversation({ actor: harbor.lena, conversationId, status: 'active' })).resolves.toMatchObject({ status: 'active', changeSeq: 2 })
    expect(domain.published().map(event => event.name)).toEqual(['conversation:updated', 'conversation:updated'])
  })

  it('[R-018] a member cannot archive or rename a group; a user outside does not find it', async ({ harbor, conversationId, head }) => {
    await expect(updateConversation({ actor: harbor.maya, conversationId, status: 'archived' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(updateConversation({ actor: harbor.maya, conversationId, title: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(updateConversation({ actor: harbor.otto, conversationId, title: 'Mine' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(head(harbor.maya)).resolves.toMatchObject({ title: 'Shop front', status: 'active', changeSeq: 0 })
  })

  it('[R-044] a member who leaves no longer finds the conversation, and the others get an event', async ({ domain, harbor, conversationId, head }) => {
    await leaveConversation({ actor: harbor.sam, conversationId })
    await expect(head(harbor.sam)).rejects.toMatchObject({ code: 'not_found' })
    expect((await listConversations({ actor: harbor.sam })).map(conversation => conversation.id)).not.toContain(conversationId)
    expect(domain.published()).toEqual([
      { name: 'participant:removed', to: { conversation: conversationId }, payload: { conversationId, changeSeq: 1, userId: harbor.sam.userId } },
    ])
    expect((await head(harbor.maya)).participants).toHaveLength(2)
  })

  it('the last owner cannot leave, also when two owners leave at once', async ({ domain, harbor, conversationId }) => {
    await expect(leaveConversation({ actor: harbor.lena, conversationId })).rejects.toMatchObject({ code: 'last_owner' })
    await domain.database.query(`UPDATE participants SET role = 'owner' WHERE conversation_id = $1 AND user_id = $2`, [conversationId, harbor.sam.userId])
    const results = await Promise.allSettled([harbor.lena, harbor.sam].map(actor => leaveConversation({ actor, conversationId })))
    expect(results.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('a direct conversation cannot be left', async ({ harbor }) => {
    const { conversation } = await createConversation({ actor: harbor.maya, conversation: { type: 'direct', userId: harbor.sam.userId } })
    await expect(leaveConversation({ actor: harbor.maya, conversationId: conversation.id })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('[R-076] [D6.7] a read marker moves only forward and never beyond the last message', async ({ domain, harbor, conversationId, send, head }) => {
    for (const body of ['One', 'Two', 'Three']) await send(harbor.lena, body)
    await send(harbor.maya, 'Mine does not count')
    expect((await head(harbor.maya)).mine).toMatchObject({ lastReadSeq: 0, unread: { seq: 4, count: 3 } })
    await expect(markRead({ actor: harbor.maya, conversationId, seq: 2 })).resolves.toMatchObject({ lastReadSeq: 2, unread: { count: 1 } })
    await expect(markRead({ actor: harbor.maya, conversationId, seq: 1 })).resolves.toMatchObject({ lastReadSeq: 2 })
    await expect(markRead({ actor: harbor.maya, conversationId, seq: 99 })).resolves.toMatchObject({ lastReadSeq: 4, unread: { count: 0 } })
    const markers = domain.published().filter(event => event.name === 'read:updated')
    expect(markers.map(event => 'lastReadSeq' in event.payload && event.payload.lastReadSeq)).toEqual([2, 2, 4, 4])
  })

  it('parallel read markers end at the highest', async ({ harbor, conversationId, send, head }) => {
    for (let index = 0; index < 10; index += 1) await send(harbor.lena, `Note ${index}`)
    await Promise.all([3, 9, 1, 7, 10, 5].map(seq => markRead({ actor: harbor.sam, conversationId, seq })))
    expect((await head(harbor.sam)).mine.lastReadSeq).toBe(10)
  })
})
