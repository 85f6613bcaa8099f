import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { PINS_MAX } from '#shared/limits.ts'
import { updateConversation } from '#server/domain/conversations/update-conversation.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { listPins } from '#server/domain/pins/list-pins.ts'
import { pinMessage } from '#server/domain/pins/pin-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { unpinMessage } from '#server/domain/pins/unpin-message.ts'
import { updateSettings } from '#server/domain/conversation-settings/update-settings.ts'
import { listChanges } from '#server/domain/sync/list-changes.ts'
import { groupTest } from '../../helpers/fixtures/domain.ts'

const it = groupTest
  .extend('send', ({ harbor, conversationId }) => async (body: string) => (await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body })).message)
  .extend('message', async ({ domain, send }) => {
    const message = await send('The sign is 80 cm wide')
    domain.published()
    return message
  })
  .extend('pin', ({ harbor, message }) => (actor = harbor.sam, { id } = message) => pinMessage({ actor, messageId: id }))
  .extend('pins', ({ harbor, conversationId }) => (actor = harbor.maya) => listPins({ actor, conversationId }))

describe('pinning a message', () => {
  it('[E-04] shows all participants the message and who pinned it, by event and in the changes', async ({ domain, harbor, conversationId, message, pin, pins }) => {
    const pinned = await pin()
    expect(pinned.pinned).toMatchObject({ byId: harbor.sam.userId })
    expect(domain.published()).toEqual([{
      name: 'message:updated',
      to: { conversation: conversationId },
      payload: { conversationId, changeSeq: message.changeSeq + 1, id: message.id, patch: { changeSeq: pinned.changeSeq, pinned: pinned.pinned }, message: pinned },
    }])
    expect(await pins()).toEqual([pinned])
    expect((await listChanges({ actor: harbor.lena, conversationId, after: message.changeSeq })).messages).toEqual([pinned])
  })

  it('[E-04] [R-045] is only for admins when only admins may post', async ({ harbor, conversationId, message, pin, pins }) => {
    await updateSettings({ actor: harbor.lena, conversationId, patch: { whoPosts: 'admins' } })
    await expect(pin()).rejects.toMatchObject({ code: 'posting_restricted' })
    expect((await pin(harbor.lena)).pinned).not.toBeNull()
    await expect(unpinMessage({ actor: harbor.maya, messageId: message.id })).rejects.toMatchObject({ code: 'posting_restricted' })
    await unpinMessage({ actor: harbor.lena, messageId: message.id })
    expect(await pins()).toEqual([])
  })

  it('[E-04] by several participants at once is one pin, and any participant can unpin it', async ({ domain, harbor, message, pin, pins }) => {
    await Promise.all([pin(), pin(harbor.lena), pin(harbor.maya)])
    expect(domain.published()).toHaveLength(1)
    await Promise.all([harbor.lena, harbor.maya].map(actor => unpinMessage({ actor, messageId: message.id })))
    expect(domain.published().map(({ name }) => name)).toEqual(['message:updated'])
    expect(await pins()).toEqual([])
  })

  it('[E-04] lists the latest pin first, without deleted messages', async ({ domain, harbor, message, send, pin, pins }) => {
    const second = await send('The paint is RAL 6012')
    await pin()
    await domain.database.query(`UPDATE messages SET pinned_at = now() - interval '1 minute' WHERE id = $1`, [message.id])
    await pin(harbor.maya, second)
    expect((await pins()).map(({ id }) => id)).toEqual([second.id, message.id])
    await deleteMessage({ actor: harbor.maya, messageId: second.id })
    expect((await pins()).map(({ id }) => id)).toEqual([message.id])
    await expect(pin(harbor.sam, second)).rejects.toMatchObject({ code: 'message_deleted' })
  })

  it('[E-04] is limited per conversation, also when two pin the last one at once', async ({ domain, harbor, conversationId, send, pin, pins }) => {
    await domain.database.query(`
      INSERT INTO messages (id, conversation_id, author_id, seq, change_seq, body, pinned_at)
      SELECT gen_random_uuid(), $1, $2, n, n, 'Note', now() FROM generate_series(2, $3::int) n`, [conversationId, harbor.maya.userId, PINS_MAX])
    await domain.database.query('UPDATE conversations SET last_seq = $2, change_seq = $2 WHERE id = $1', [conversationId, PINS_MAX])
    const other = await send('One too many')
    const settled = await Promise.allSettled([pin(), pin(harbor.lena, other)])
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(settled.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
    expect(await pins()).toHaveLength(PINS_MAX)
  })

  it('[R-024] [S-16] is refused for users outside, and in an archived conversation', async ({ harbor, conversationId, message, pin, pins }) => {
    await expect(pin(harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
    await expect(unpinMessage({ actor: harbor.otto, messageId: message.id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(pins(harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
    await updateConversation({ actor: harbor.lena, conversationId, status: 'archived' })
    await expect(pin()).rejects.toMatchObject({ code: 'conversation_archived' })
  })
})
