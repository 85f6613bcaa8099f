import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { listDrafts } from '#server/domain/drafts/list-drafts.ts'
import { saveDraft } from '#server/domain/drafts/save-draft.ts'
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

  it('[E-05] [R-024] it goes with whoever leaves', async () => {
    await save('Dear Maya')
    await save('Dear Sam', 0, harbor.maya)
    await leaveConversation({ actor: harbor.sam, conversationId })
    expect(await domain.database.query('SELECT body FROM drafts')).toEqual([{ body: 'Dear Sam' }])
    await expect(save('Dear Maya')).rejects.toMatchObject({ code: 'not_found' })
  })
})
