import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { updateConversation } from '#server/domain/conversations/update-conversation.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { editMessage } from '#server/domain/messages/edit-message.ts'
import { listRevisions } from '#server/domain/messages/list-revisions.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { listChanges } from '#server/domain/sync/list-changes.ts'
import { groupTest } from '../../helpers/fixtures/domain.ts'

const it = groupTest
  .extend('message', async ({ domain, harbor, conversationId }) => {
    const { message } = await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: 'The logo is to small' })
    domain.published()
    return message
  })
  .extend('edit', ({ harbor, message }) => (body: string, version = 1, actor = harbor.maya) => editMessage({ actor, messageId: message.id, version, body }))

describe('editing a message', () => {
  it('[R-056] [R-064] stores the new text; its event contains the difference and the whole message', async ({ domain, conversationId, message, edit }) => {
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

  it('[R-057] [R-058] keeps every earlier text with its time for all participants', async ({ harbor, message, edit }) => {
    const second = await edit('The logo is too small')
    await edit('The logo is far too small', 2)
    expect(await listRevisions({ actor: harbor.sam, messageId: message.id })).toEqual([
      { version: 1, body: 'The logo is to small', createdAt: message.createdAt },
      { version: 2, body: 'The logo is too small', createdAt: second.editedAt },
    ])
    await expect(listRevisions({ actor: harbor.otto, messageId: message.id })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[R-059] of two edits of one version, the later gets a conflict with the current message', async ({ domain, message, edit }) => {
    const answers = await Promise.allSettled([edit('From the desk'), edit('From the phone')])
    expect(answers.map(answer => answer.status).sort()).toEqual(['fulfilled', 'rejected'])
    const [refusal] = answers.filter(answer => answer.status === 'rejected')
    expect(refusal?.reason).toMatchObject({ code: 'edit_conflict', details: { current: { id: message.id, version: 2 } } })
    expect(domain.published()).toHaveLength(1)
  })

  it('[R-056] repeated with the same text changes nothing and sends no event', async ({ domain, edit }) => {
    const edited = await edit('The logo is too small')
    domain.published()
    expect(await edit('The logo is too small')).toEqual(edited)
    expect(domain.published()).toEqual([])
  })

  it('[R-024] [S-20] is forbidden for other participants; users outside do not find the message', async ({ harbor, edit }) => {
    await expect(edit('Fine as it is', 1, harbor.sam)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(edit('Fine as it is', 1, harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[R-056] is refused for a deleted message and in an archived conversation', async ({ harbor, conversationId, message, edit }) => {
    await updateConversation({ actor: harbor.lena, conversationId, status: 'archived' })
    await expect(edit('Too late')).rejects.toMatchObject({ code: 'conversation_archived' })
    await updateConversation({ actor: harbor.lena, conversationId, status: 'active' })
    await deleteMessage({ actor: harbor.maya, messageId: message.id })
    await expect(edit('Too late')).rejects.toMatchObject({ code: 'message_deleted' })
    await expect(listRevisions({ actor: harbor.maya, messageId: message.id })).rejects.toMatchObject({ code: 'message_deleted' })
  })

  it('[T-02] is in the changes that a client fetches after being offline', async ({ harbor, conversationId, message, edit }) => {
    const edited = await edit('The logo is too small')
    const changes = await listChanges({ actor: harbor.sam, conversationId, after: message.changeSeq })
    expect(changes).toMatchObject({ done: true, messages: [edited] })
  })
})
