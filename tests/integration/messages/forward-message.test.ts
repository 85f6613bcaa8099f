import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '#shared/types.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { editMessage } from '#server/domain/messages/edit-message.ts'
import { readMessage } from '#server/domain/messages/read-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'

describe('a forwarded message', () => {
  let domain: TestDomain
  let harbor: Harbor
  let shop: string
  let photos: string
  let source: Message

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
  })
  afterAll(() => domain.close())
  beforeEach(async () => {
    [shop, photos] = await Promise.all([createGroup('Shop front'), createGroup('Photos')])
    ;({ message: source } = await sendMessage({ actor: harbor.maya, conversationId: shop, id: uuidv7(), body: 'Blue, please' }))
    domain.published()
  })

  async function createGroup(title: string): Promise<string> {
    const conversation = { type: 'group' as const, id: uuidv7(), projectId: harbor.project, title, userIds: [harbor.maya.userId, harbor.sam.userId] }
    return (await createConversation({ actor: harbor.lena, conversation })).conversation.id
  }

  const forward = (body = source.body, id = uuidv7()) =>
    sendMessage({ actor: harbor.sam, conversationId: photos, id, body, forwardedFromId: source.id })

  it('[E-03] has the text of its source, whatever text the request contains, and its event says so', async () => {
    const { message } = await forward('Red, please')
    expect(message).toMatchObject({ body: 'Blue, please', authorId: harbor.sam.userId, forwardedFromId: source.id })
    expect(await readMessage({ actor: harbor.lena, messageId: message.id })).toEqual(message)
    expect(domain.published()).toMatchObject([{ name: 'message:created', payload: { message } }])
  })

  it('[E-03] is a copy of that moment: a later edit of the source stays there, an earlier one comes along', async () => {
    const { message: before } = await forward()
    await editMessage({ actor: harbor.maya, messageId: source.id, version: 1, body: 'Green, please' })
    expect((await forward()).message.body).toBe('Green, please')
    expect((await readMessage({ actor: harbor.sam, messageId: before.id })).body).toBe('Blue, please')
  })

  it('[E-03] [R-056] cannot be edited, not even by who forwarded it', async () => {
    const { message } = await forward()
    await expect(editMessage({ actor: harbor.sam, messageId: message.id, version: 1, body: 'Red, please' })).rejects.toMatchObject({ code: 'forward_fixed' })
    expect((await readMessage({ actor: harbor.sam, messageId: message.id })).body).toBe('Blue, please')
  })

  it.each([
    ['was edited', () => editMessage({ actor: harbor.maya, messageId: source.id, version: 1, body: 'Green, please' })],
    ['was deleted', () => deleteMessage({ actor: harbor.maya, messageId: source.id })],
    ['is out of reach', () => leaveConversation({ actor: harbor.sam, conversationId: shop })],
  ])('[E-03] [D6.2] sent again it is the same one, also when its source %s meanwhile', async (_, change) => {
    const { message } = await forward()
    await change()
    expect(await forward('Blue, please', message.id)).toEqual({ message, created: false })
  })

  it('[E-03] [T-10] nothing is forwarded that was deleted, or that its author does not see', async () => {
    await deleteMessage({ actor: harbor.maya, messageId: source.id })
    await expect(forward()).rejects.toMatchObject({ code: 'not_found' })
    await leaveConversation({ actor: harbor.sam, conversationId: shop })
    await expect(forward()).rejects.toMatchObject({ code: 'not_found' })
  })
})
