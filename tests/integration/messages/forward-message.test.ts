import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import type { Message } from '#shared/types.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { editMessage } from '#server/domain/messages/edit-message.ts'
import { readMessage } from '#server/domain/messages/read-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { harborTest } from '../../helpers/fixtures/domain.ts'
import type { Harbor } from '../../helpers/harbor.ts'

const it = harborTest
  .extend('createGroup', ({ harbor }) => async (title: string): Promise<string> => {
    const conversation = { type: 'group' as const, id: uuidv7(), projectId: harbor.project, title, userIds: [harbor.maya.userId, harbor.sam.userId] }
    return (await createConversation({ actor: harbor.lena, conversation })).conversation.id
  })
  .extend('shop', ({ createGroup }) => createGroup('Shop front'))
  .extend('photos', ({ createGroup }) => createGroup('Photos'))
  .extend('source', async ({ domain, harbor, shop, photos: _photos }) => {
    const { message: source } = await sendMessage({ actor: harbor.maya, conversationId: shop, id: uuidv7(), body: 'Blue, please' })
    domain.published()
    return source
  })
  .extend('forward', ({ harbor, photos, source }) => (body = source.body, id = uuidv7()) =>
    sendMessage({ actor: harbor.sam, conversationId: photos, id, body, forwardedFromId: source.id }))

describe('a forwarded message', () => {
  it('[E-03] has the text of its source, not of the request, also in its event', async ({ domain, harbor, source, forward }) => {
    const { message } = await forward('Red, please')
    expect(message).toMatchObject({ body: 'Blue, please', authorId: harbor.sam.userId, forwardedFromId: source.id })
    expect(await readMessage({ actor: harbor.lena, messageId: message.id })).toEqual(message)
    expect(domain.published()).toMatchObject([{ name: 'message:created', payload: { message } }])
  })

  it('[E-03] has the text at that time; a later edit of the source does not change it', async ({ harbor, source, forward }) => {
    const { message: before } = await forward()
    await editMessage({ actor: harbor.maya, messageId: source.id, version: 1, body: 'Green, please' })
    expect((await forward()).message.body).toBe('Green, please')
    expect((await readMessage({ actor: harbor.sam, messageId: before.id })).body).toBe('Blue, please')
  })

  it('[E-03] [R-056] cannot be edited, not even by the user who forwarded it', async ({ harbor, forward }) => {
    const { message } = await forward()
    await expect(editMessage({ actor: harbor.sam, messageId: message.id, version: 1, body: 'Red, please' })).rejects.toMatchObject({ code: 'forward_fixed' })
    expect((await readMessage({ actor: harbor.sam, messageId: message.id })).body).toBe('Blue, please')
  })

  it.for([
    ['was edited', ({ maya }: Harbor, { id }: Message) => editMessage({ actor: maya, messageId: id, version: 1, body: 'Green, please' })],
    ['was deleted', ({ maya }: Harbor, { id }: Message) => deleteMessage({ actor: maya, messageId: id })],
    ['became inaccessible', ({ sam }: Harbor, { conversationId }: Message) => leaveConversation({ actor: sam, conversationId })],
  ] as const)('[E-03] [D6.2] is returned again for a repeated request, also if its source %s meanwhile', async ([_, change], { harbor, source, forward }) => {
    const { message } = await forward()
    await change(harbor, source)
    expect(await forward('Blue, please', message.id)).toEqual({ message, created: false })
  })

  it('[E-03] [T-10] is refused if its source was deleted or is inaccessible to its author', async ({ harbor, shop, source, forward }) => {
    await deleteMessage({ actor: harbor.maya, messageId: source.id })
    await expect(forward()).rejects.toMatchObject({ code: 'not_found' })
    await leaveConversation({ actor: harbor.sam, conversationId: shop })
    await expect(forward()).rejects.toMatchObject({ code: 'not_found' })
  })
})
