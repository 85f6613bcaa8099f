import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { listDrafts } from '#server/domain/drafts/list-drafts.ts'
import { saveDraft } from '#server/domain/drafts/save-draft.ts'
import { saveThreadDraft } from '#server/domain/drafts/save-thread-draft.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'

const MINUTE = 60_000

describe('drafts on the server', () => {
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
    await domain.database.query('DELETE FROM drafts')
    domain.published()
  })

  const save = (body: string, age = 0, actor = harbor.sam) => saveDraft({ actor, conversationId, body, age })
  const texts = async (actor = harbor.sam) => (await listDrafts({ actor })).map(({ body }) => body)

  it('[E-05] only the person\'s own devices learn of what they began', async () => {
    const draft = await save('Dear Maya')
    expect(domain.published()).toEqual([{ name: 'draft:updated', to: { user: harbor.sam.userId }, payload: draft }])
    expect([await listDrafts({ actor: harbor.sam }), await texts(harbor.maya)]).toEqual([[draft], []])
    await expect(save('Hello', 0, harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[E-05] what was written last counts, whenever it arrives', async () => {
    await save('At the desk, two minutes ago', 2 * MINUTE)
    domain.published()
    const answer = await save('On the train, an hour ago', 60 * MINUTE)
    expect([answer.body, domain.published()]).toEqual(['At the desk, two minutes ago', []])
    const { writtenAt } = await save('On the train, a minute ago', MINUTE)
    expect(writtenAt > answer.writtenAt).toBe(true)
    expect(await texts()).toEqual(['On the train, a minute ago'])
  })

  it('[E-05] an empty draft is none, and an older text does not come back after it', async () => {
    await save('Dear Maya', 3 * MINUTE)
    await save('', MINUTE)
    expect(await texts()).toEqual([])
    expect((await save('Dear', 2 * MINUTE)).body).toBe('')
    expect(await texts()).toEqual([])
  })

  it('[E-05] it is deleted when its author leaves', async () => {
    await save('Dear Maya')
    await save('Dear Sam', 0, harbor.maya)
    await leaveConversation({ actor: harbor.sam, conversationId })
    expect(await domain.database.query('SELECT body FROM drafts')).toEqual([{ body: 'Dear Sam' }])
    await expect(save('Dear Maya')).rejects.toMatchObject({ code: 'not_found' })
  })

  describe('of a thread', () => {
    let rootId: string

    beforeEach(async () => {
      rootId = await send()
      domain.published()
    })

    const send = async (parentId?: string) => (await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: 'Which blue?', parentId })).message.id
    const reply = (body: string, age = 0, messageId = rootId, actor = harbor.sam) => saveThreadDraft({ actor, messageId, body, age })

    it('[E-05] stands beside that of its conversation, and of other threads', async () => {
      const other = await send()
      const saved = [await save('Dear all'), await reply('The lighter one'), await reply('At nine', 0, other)]
      expect(saved.map(draft => draft.rootId)).toEqual([null, rootId, other])
      const byText = (drafts: typeof saved) => drafts.toSorted((one, two) => one.body.localeCompare(two.body))
      expect(byText(await listDrafts({ actor: harbor.sam }))).toEqual(byText(saved))
      expect(domain.published().at(-1)).toEqual({ name: 'draft:updated', to: { user: harbor.sam.userId }, payload: saved[2] })
    })

    it('[E-05] counts when it was written last, and does not come back', async () => {
      await reply('At the desk', 2 * MINUTE)
      expect((await reply('On the train', 60 * MINUTE)).body).toBe('At the desk')
      await reply('')
      expect([(await reply('On the way', MINUTE)).body, await texts()]).toEqual(['', []])
    })

    it('[E-05] [S-16] is for those who take part, and for roots only', async () => {
      const answer = await send(rootId)
      await expect(reply('Mine', 0, rootId, harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
      await expect(reply('Of a reply', 0, answer)).rejects.toMatchObject({ code: 'not_found' })
      await expect(reply('Of nothing', 0, uuidv7())).rejects.toMatchObject({ code: 'not_found' })
    })

    it('[E-05] stays when the root is deleted, and is deleted when its author leaves', async () => {
      await reply('The lighter one')
      await deleteMessage({ actor: harbor.maya, messageId: rootId })
      await reply('The lighter one, please')
      expect(await texts()).toEqual(['The lighter one, please'])
      await leaveConversation({ actor: harbor.sam, conversationId })
      expect(await texts()).toEqual([])
      await expect(reply('Again')).rejects.toMatchObject({ code: 'not_found' })
    })
  })
})
