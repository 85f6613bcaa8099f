import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { updateConversation } from '#server/domain/conversations/update-conversation.ts'
import { listMessages } from '#server/domain/messages/list-messages.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { groupTest } from '../../helpers/fixtures/domain.ts'

const it = groupTest.extend('send', ({ harbor, conversationId }) => (actor = harbor.maya, body = 'The logo is too small', id = uuidv7()) => sendMessage({ actor, conversationId, id, body }))

describe('sending a message', () => {
  it('[R-051] [R-063] stores the message, and its event contains the whole message', async ({ domain, harbor, conversationId, send }) => {
    const { message, created } = await send()
    expect(created).toBe(true)
    expect(message).toMatchObject({ conversationId, authorId: harbor.maya.userId, seq: 1, changeSeq: 1, version: 1, body: 'The logo is too small' })
    expect(domain.published()).toEqual([
      { name: 'message:created', to: { conversation: conversationId }, payload: { conversationId, changeSeq: 1, message } },
    ])
  })

  it('[T-04] [D6.2] twenty parallel calls with one id create one row and one event', async ({ domain, harbor, conversationId, send }) => {
    const id = uuidv7()
    const attempts = await Promise.all(Array.from({ length: 20 }, () => send(harbor.maya, 'Once', id)))
    expect(attempts.filter(attempt => attempt.created)).toHaveLength(1)
    for (const attempt of attempts) expect(attempt.message).toEqual(attempts[0]?.message)
    expect(domain.published()).toHaveLength(1)
    const { messages } = await listMessages({ actor: harbor.sam, conversationId })
    expect(messages.map(message => message.seq)).toEqual([1])
  })

  it('[R-055] [D6.6] parallel senders get seq and changeSeq without gaps, in the order of commit', async ({ domain, harbor, conversationId, send }) => {
    const senders = [harbor.maya, harbor.sam, harbor.lena]
    await Promise.all(Array.from({ length: 60 }, (_, index) => send(senders[index % 3], `Message ${index}`)))
    const rows = await domain.database.query<{ seq: number, change_seq: number, created_at: Date }>(
      'SELECT seq, change_seq, created_at FROM messages WHERE conversation_id = $1 ORDER BY seq', [conversationId])
    expect(rows.map(row => row.seq)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
    expect(rows.map(row => row.change_seq)).toEqual(rows.map(row => row.seq))
    const times = rows.map(row => row.created_at.getTime())
    expect(times).toEqual([...times].sort((first, second) => first - second))
  })

  it.for([
    ['another text', 'maya', 'Changed'],
    ['another author', 'sam', 'Original'],
  ] as const)('[S-20] an id that was used with %s is refused without showing the message', async ([_, name, body], { harbor, send }) => {
    const used = uuidv7()
    await send(harbor.maya, 'Original', used)
    await expect(send(harbor[name], body, used)).rejects.toMatchObject({ code: 'id_reused', details: undefined })
  })

  it('[S-20] an id that was used with references is refused with other references', async ({ harbor, conversationId, send }) => {
    const { message: first } = await send()
    const { message: second } = await send()
    const id = uuidv7()
    const sendAs = (references: { parentId?: string, alsoInConversation?: boolean, quotedId?: string, forwardedFromId?: string }) =>
      sendMessage({ actor: harbor.maya, conversationId, id, body: first.body, ...references })
    const reply = { parentId: first.id, alsoInConversation: true }
    await sendAs(reply)
    for (const other of [{ parentId: first.id }, { ...reply, parentId: second.id }, { ...reply, quotedId: second.id }, { ...reply, forwardedFromId: second.id }, {}]) {
      await expect(sendAs(other)).rejects.toMatchObject({ code: 'id_reused' })
    }
    await expect(sendAs(reply)).resolves.toMatchObject({ created: false })
  })

  it('[T-10] [R-021] a user of another project gets not_found', async ({ harbor, conversationId, send }) => {
    await expect(send(harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
    await expect(listMessages({ actor: harbor.otto, conversationId })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[T-09] [D6.8] a former participant and an ended session can no longer send', async ({ domain, harbor, conversationId, send }) => {
    await leaveConversation({ actor: harbor.sam, conversationId })
    await expect(send(harbor.sam)).rejects.toMatchObject({ code: 'not_found' })
    const revoked = await domain.actorFor(harbor.maya.userId)
    await domain.database.query('UPDATE sessions SET revoked_at = now() WHERE id = $1', [revoked.sessionId])
    await expect(send(revoked)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('[R-027] an archived conversation refuses new messages but confirms a repeated one', async ({ harbor, conversationId, send }) => {
    const id = uuidv7()
    await send(harbor.maya, 'Before', id)
    await updateConversation({ actor: harbor.lena, conversationId, status: 'archived' })
    await expect(send()).rejects.toMatchObject({ code: 'conversation_archived' })
    await expect(send(harbor.maya, 'Before', id)).resolves.toMatchObject({ created: false })
  })
})
