import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '#shared/types.ts'
import { PINS_MAX } from '#shared/limits.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { updateConversation } from '#server/domain/conversations/update-conversation.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { listPins } from '#server/domain/pins/list-pins.ts'
import { pinMessage } from '#server/domain/pins/pin-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { unpinMessage } from '#server/domain/pins/unpin-message.ts'
import { updateSettings } from '#server/domain/conversation-settings/update-settings.ts'
import { listChanges } from '#server/domain/sync/list-changes.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'

describe('pinning a message', () => {
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
    message = await send('The sign is 80 cm wide')
    domain.published()
  })

  const send = async (body: string) => (await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body })).message
  const pin = (actor = harbor.sam, { id } = message) => pinMessage({ actor, messageId: id })
  const pins = (actor = harbor.maya) => listPins({ actor, conversationId })

  it('[E-04] shows all participants what was pinned and by whom, live and after being offline', async () => {
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

  it('[E-04] [R-045] where only those in charge write, only they pin and release', async () => {
    await updateSettings({ actor: harbor.lena, conversationId, patch: { whoPosts: 'admins' } })
    await expect(pin()).rejects.toMatchObject({ code: 'posting_restricted' })
    expect((await pin(harbor.lena)).pinned).not.toBeNull()
    await expect(unpinMessage({ actor: harbor.maya, messageId: message.id })).rejects.toMatchObject({ code: 'posting_restricted' })
    await unpinMessage({ actor: harbor.lena, messageId: message.id })
    expect(await pins()).toEqual([])
  })

  it('[E-04] many at once are one pin, and anybody releases it once', async () => {
    await Promise.all([pin(), pin(harbor.lena), pin(harbor.maya)])
    expect(domain.published()).toHaveLength(1)
    await Promise.all([harbor.lena, harbor.maya].map(actor => unpinMessage({ actor, messageId: message.id })))
    expect(domain.published().map(({ name }) => name)).toEqual(['message:updated'])
    expect(await pins()).toEqual([])
  })

  it('[E-04] the latest pin stands first, and a deleted message is not in the list', async () => {
    const second = await send('The paint is RAL 6012')
    await pin()
    await domain.database.query(`UPDATE messages SET pinned_at = now() - interval '1 minute' WHERE id = $1`, [message.id])
    await pin(harbor.maya, second)
    expect((await pins()).map(({ id }) => id)).toEqual([second.id, message.id])
    await deleteMessage({ actor: harbor.maya, messageId: second.id })
    expect((await pins()).map(({ id }) => id)).toEqual([message.id])
    await expect(pin(harbor.sam, second)).rejects.toMatchObject({ code: 'message_deleted' })
  })

  it('[E-04] a conversation holds so many pins, also when two are the last at once', async () => {
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

  it('[R-024] [S-16] strangers find nothing to pin, release or list; the archive stays as it is', async () => {
    await expect(pin(harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
    await expect(unpinMessage({ actor: harbor.otto, messageId: message.id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(pins(harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
    await updateConversation({ actor: harbor.lena, conversationId, status: 'archived' })
    await expect(pin()).rejects.toMatchObject({ code: 'conversation_archived' })
  })
})
