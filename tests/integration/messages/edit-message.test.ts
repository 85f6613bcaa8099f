import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '#shared/types.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { updateConversation } from '#server/domain/conversations/update-conversation.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { editMessage } from '#server/domain/messages/edit-message.ts'
import { listRevisions } from '#server/domain/messages/list-revisions.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { listChanges } from '#server/domain/sync/list-changes.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'

describe('editing a message', () => {
  let domain: TestDomain
  let harbor: Harbor
  let conversationId: string
  let message: Message

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
    ;({ message } = await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: 'The logo is to small' }))
    domain.published()
  })

  const edit = (body: string, version = 1, actor = harbor.maya) => editMessage({ actor, messageId: message.id, version, body })

  it('[R-056] [R-064] takes the new text and tells everybody what differs, and the whole', async () => {
    const edited = await edit('The logo is too small')
    expect(edited).toMatchObject({ body: 'The logo is too small', version: 2, seq: message.seq, changeSeq: message.changeSeq + 1 })
    expect(edited.editedAt).not.toBeNull()
    expect(domain.published()).toEqual([{
      name: 'message:updated',
      to: { conversation: conversationId },
      payload: {
        conversationId, id: message.id, changeSeq: edited.changeSeq, message: edited,
        patch: { body: edited.body, version: 2, editedAt: edited.editedAt, changeSeq: edited.changeSeq },
      },
    }])
  })

  it('[R-057] [R-058] keeps every earlier text with its time, for everyone who sees the message', async () => {
    const second = await edit('The logo is too small')
    await edit('The logo is far too small', 2)
    expect(await listRevisions({ actor: harbor.sam, messageId: message.id })).toEqual([
      { version: 1, body: 'The logo is to small', createdAt: message.createdAt },
      { version: 2, body: 'The logo is too small', createdAt: second.editedAt },
    ])
    await expect(listRevisions({ actor: harbor.otto, messageId: message.id })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[R-059] two devices that edit the same version: the later one gets both texts and loses nothing', async () => {
    const answers = await Promise.allSettled([edit('From the desk'), edit('From the phone')])
    expect(answers.map(answer => answer.status).sort()).toEqual(['fulfilled', 'rejected'])
    const [refusal] = answers.filter(answer => answer.status === 'rejected')
    expect(refusal?.reason).toMatchObject({ code: 'edit_conflict', details: { current: { id: message.id, version: 2 } } })
    expect(domain.published()).toHaveLength(1)
  })

  it('[R-056] repeating a successful edit changes nothing and sends no event', async () => {
    const edited = await edit('The logo is too small')
    domain.published()
    expect(await edit('The logo is too small')).toEqual(edited)
    expect(domain.published()).toEqual([])
  })

  it('[R-024] [S-20] words are their author\'s: a colleague may not, a stranger does not find them', async () => {
    await expect(edit('Fine as it is', 1, harbor.sam)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(edit('Fine as it is', 1, harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[R-056] what is deleted or archived is not edited', async () => {
    await updateConversation({ actor: harbor.lena, conversationId, status: 'archived' })
    await expect(edit('Too late')).rejects.toMatchObject({ code: 'conversation_archived' })
    await updateConversation({ actor: harbor.lena, conversationId, status: 'active' })
    await deleteMessage({ actor: harbor.maya, messageId: message.id })
    await expect(edit('Too late')).rejects.toMatchObject({ code: 'message_deleted' })
    await expect(listRevisions({ actor: harbor.maya, messageId: message.id })).rejects.toMatchObject({ code: 'message_deleted' })
  })

  it('[T-02] a device that was offline finds the edit in the changes', async () => {
    const edited = await edit('The logo is too small')
    const changes = await listChanges({ actor: harbor.sam, conversationId, after: message.changeSeq })
    expect(changes).toMatchObject({ done: true, messages: [edited] })
  })
})
