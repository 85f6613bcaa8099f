import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { listDrafts } from '#server/domain/drafts/list-drafts.ts'
import { saveDraft } from '#server/domain/drafts/save-draft.ts'
import { saveThreadDraft } from '#server/domain/drafts/save-thread-draft.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { groupTest } from '../../helpers/fixtures/domain.ts'

const MINUTE = 60_000

const it = groupTest
  .extend('save', ({ harbor, conversationId }) => (body: string, age = 0, actor = harbor.sam) => saveDraft({ actor, conversationId, body, age }))
  .extend('send', ({ harbor, conversationId }) => async (parentId?: string) => (await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: 'Which blue?', parentId })).message.id)
  .extend('rootId', async ({ domain, send }) => {
    const rootId = await send()
    domain.published()
    return rootId
  })
  .extend('saveReply', ({ harbor, rootId }) => (body: string, age = 0, messageId = rootId, actor = harbor.sam) => saveThreadDraft({ actor, messageId, body, age }))
  .extend('texts', ({ harbor }) => async (actor = harbor.sam) => (await listDrafts({ actor })).map(({ body }) => body))

it.beforeEach(async ({ domain }) => {
  await domain.database.query('DELETE FROM drafts')
  domain.published()
})

describe('drafts on the server', () => {
  it('[E-05] are announced only to the user\'s own devices', async ({ domain, harbor, save, texts }) => {
    const draft = await save('Dear Maya')
    expect(domain.published()).toEqual([{ name: 'draft:updated', to: { user: harbor.sam.userId }, payload: draft }])
    expect([await listDrafts({ actor: harbor.sam }), await texts(harbor.maya)]).toEqual([[draft], []])
    await expect(save('Hello', 0, harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[E-05] the text written last wins, in any order of arrival', async ({ domain, save, texts }) => {
    await save('At the desk, two minutes ago', 2 * MINUTE)
    domain.published()
    const answer = await save('On the train, an hour ago', 60 * MINUTE)
    expect([answer.body, domain.published()]).toEqual(['At the desk, two minutes ago', []])
    const { writtenAt } = await save('On the train, a minute ago', MINUTE)
    expect(writtenAt > answer.writtenAt).toBe(true)
    expect(await texts()).toEqual(['On the train, a minute ago'])
  })

  it('[E-05] an empty text deletes a draft, and an older text does not restore it', async ({ save, texts }) => {
    await save('Dear Maya', 3 * MINUTE)
    await save('', MINUTE)
    expect(await texts()).toEqual([])
    expect((await save('Dear', 2 * MINUTE)).body).toBe('')
    expect(await texts()).toEqual([])
  })

  it('[E-05] a draft is deleted when its author leaves the conversation', async ({ domain, harbor, conversationId, save }) => {
    await save('Dear Maya')
    await save('Dear Sam', 0, harbor.maya)
    await leaveConversation({ actor: harbor.sam, conversationId })
    expect(await domain.database.query('SELECT body FROM drafts')).toEqual([{ body: 'Dear Sam' }])
    await expect(save('Dear Maya')).rejects.toMatchObject({ code: 'not_found' })
  })

  describe('of a thread', () => {
    it('[E-05] exists beside the drafts of its conversation and of other threads', async ({ domain, harbor, save, send, rootId, saveReply }) => {
      const other = await send()
      const saved = [await save('Dear all'), await saveReply('The lighter one'), await saveReply('At nine', 0, other)]
      expect(saved.map(draft => draft.rootId)).toEqual([null, rootId, other])
      const byText = (drafts: typeof saved) => drafts.toSorted((one, two) => one.body.localeCompare(two.body))
      expect(byText(await listDrafts({ actor: harbor.sam }))).toEqual(byText(saved))
      expect(domain.published().at(-1)).toEqual({ name: 'draft:updated', to: { user: harbor.sam.userId }, payload: saved[2] })
    })

    it('[E-05] the text written last wins, and a deleted draft is not restored', async ({ texts, saveReply }) => {
      await saveReply('At the desk', 2 * MINUTE)
      expect((await saveReply('On the train', 60 * MINUTE)).body).toBe('At the desk')
      await saveReply('')
      expect([(await saveReply('On the way', MINUTE)).body, await texts()]).toEqual(['', []])
    })

    it('[E-05] [S-16] is refused for users outside the conversation and for messages that are no root', async ({ harbor, send, rootId, saveReply }) => {
      const answer = await send(rootId)
      await expect(saveReply('Mine', 0, rootId, harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
      await expect(saveReply('Of a reply', 0, answer)).rejects.toMatchObject({ code: 'not_found' })
      await expect(saveReply('Of nothing', 0, uuidv7())).rejects.toMatchObject({ code: 'not_found' })
    })

    it('[E-05] remains when the root is deleted, and is deleted when its author leaves', async ({ harbor, conversationId, texts, rootId, saveReply }) => {
      await saveReply('The lighter one')
      await deleteMessage({ actor: harbor.maya, messageId: rootId })
      await saveReply('The lighter one, please')
      expect(await texts()).toEqual(['The lighter one, please'])
      await leaveConversation({ actor: harbor.sam, conversationId })
      expect(await texts()).toEqual([])
      await expect(saveReply('Again')).rejects.toMatchObject({ code: 'not_found' })
    })
  })
})
