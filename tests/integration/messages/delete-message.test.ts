import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { readHeads } from '#server/domain/read-model/read-heads.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { listMessages } from '#server/domain/messages/list-messages.ts'
import { pinMessage } from '#server/domain/pins/pin-message.ts'
import { readMessage } from '#server/domain/messages/read-message.ts'
import { restoreMessage } from '#server/domain/messages/restore-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { addReaction } from '#server/domain/reactions/add-reaction.ts'
import { groupTest } from '../../helpers/fixtures/domain.ts'

const it = groupTest
  .extend('message', async ({ domain, harbor, conversationId }) => {
    const { message } = await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: 'My card number is 4242' })
    domain.published()
    return message
  })
  .extend('remove', ({ harbor, message }) => (actor = harbor.maya) => deleteMessage({ actor, messageId: message.id }))

describe('deleting a message', () => {
  it('[R-060] [R-065] keeps the seq of the message and removes its content from every response', async ({ domain, harbor, conversationId, message, remove }) => {
    await addReaction({ actor: harbor.sam, messageId: message.id, emoji: '👍' })
    domain.published()
    const deleted = await remove()
    expect(deleted).toMatchObject({ id: message.id, seq: message.seq, body: '', reactions: [] })
    expect(deleted.deletedAt).not.toBeNull()
    expect(domain.published()).toEqual([
      { name: 'message:deleted', to: { conversation: conversationId }, payload: { conversationId, changeSeq: deleted.changeSeq, message: deleted } },
    ])
    const { messages } = await listMessages({ actor: harbor.sam, conversationId })
    const [head] = await readHeads({ userId: harbor.sam.userId, conversationIds: [conversationId] })
    expect(JSON.stringify([messages, head])).not.toContain('4242')
    expect(head?.mine.unread.count).toBe(0)
  })

  it('[R-060] two simultaneous calls are one deletion', async ({ domain, remove }) => {
    const [one, other] = await Promise.all([remove(), remove()])
    expect(one).toEqual(other)
    expect(domain.published()).toHaveLength(1)
  })

  it('[R-062] is for authors and group admins, not for other participants', async ({ harbor, remove }) => {
    await expect(remove(harbor.sam)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(remove(harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
    expect((await remove(harbor.lena)).deletedAt).not.toBeNull()
  })

  it('[R-062] is limited in time for authors by a project setting, but not for group admins', async ({ domain, harbor, message, remove }) => {
    await domain.database.query(`UPDATE projects SET settings = '{"deletionWindow": 60}' WHERE id = $1`, [harbor.project])
    await domain.database.query(`UPDATE messages SET created_at = now() - interval '61 seconds' WHERE id = $1`, [message.id])
    await expect(remove()).rejects.toMatchObject({ code: 'too_late' })
    expect((await remove(harbor.lena)).deletedAt).not.toBeNull()
    await domain.database.query(`UPDATE projects SET settings = '{}' WHERE id = $1`, [harbor.project])
  })

  it('[R-060] [R-064] is reversed on a client by the event of the restored message', async ({ domain, harbor, conversationId }) => {
    const poll = { multiple: false, anonymous: false, closesAt: null, options: ['Rye', 'Spelt'] }
    const { message: { id: messageId } } = await sendMessage({ actor: harbor.lena, conversationId, id: uuidv7(), body: 'Which bread for the menu?', poll })
    const card = { url: 'https://lume.example/menu', title: 'Osteria Lume', description: '', siteName: '' }
    await domain.database.query('UPDATE messages SET preview = $2 WHERE id = $1', [messageId, card])
    await addReaction({ actor: harbor.sam, messageId, emoji: '👍' })
    await pinMessage({ actor: harbor.lena, messageId })
    const before = await readMessage({ actor: harbor.sam, messageId })
    const deleted = await deleteMessage({ actor: harbor.lena, messageId })
    domain.published()
    const restored = await restoreMessage({ actor: harbor.lena, messageId })
    expect(restored).toEqual({ ...before, changeSeq: restored.changeSeq })
    expect(domain.published().map(event => event.name === 'message:updated' && { ...deleted, ...event.payload.patch })).toEqual([restored])
  })

  it('[R-060] can be undone within seconds, only by the user who deleted it', async ({ domain, harbor, message, remove }) => {
    await remove(harbor.lena)
    await expect(restoreMessage({ actor: harbor.maya, messageId: message.id })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await restoreMessage({ actor: harbor.lena, messageId: message.id })).toMatchObject({ body: message.body, deletedAt: null })
    expect(domain.published().map(event => event.name)).toEqual(['message:deleted', 'message:updated'])
    await remove(harbor.lena)
    await domain.database.query(`UPDATE messages SET deleted_at = now() - interval '1 minute' WHERE id = $1`, [message.id])
    await expect(restoreMessage({ actor: harbor.lena, messageId: message.id })).rejects.toMatchObject({ code: 'too_late' })
  })
})
