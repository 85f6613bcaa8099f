import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { readHeads } from '#server/domain/read-model/read-heads.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { editMessage } from '#server/domain/messages/edit-message.ts'
import { listMessages } from '#server/domain/messages/list-messages.ts'
import { restoreMessage } from '#server/domain/messages/restore-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { readSettings } from '#server/domain/projects/read-settings.ts'
import { updateSettings } from '#server/domain/projects/update-settings.ts'
import { updateSettings as setConversation } from '#server/domain/conversation-settings/update-settings.ts'
import { applyRetention } from '#server/domain/retention/apply-retention.ts'
import { listChanges } from '#server/domain/sync/list-changes.ts'
import { harborTest } from '../../helpers/fixtures/domain.ts'

/** When the job runs. All times are relative to it. */
const tonight = new Date('2031-03-04T02:47:00Z')
const daysBefore = (days: number) => new Date(tonight.getTime() - days * 24 * 3_600_000)

const runJob = () => applyRetention({ now: tonight })

const it = harborTest
  .extend('createGroup', ({ harbor }) => async (title: string): Promise<string> => {
    const conversation = { type: 'group' as const, id: uuidv7(), projectId: harbor.project, title, userIds: [harbor.maya.userId, harbor.sam.userId] }
    return (await createConversation({ actor: harbor.lena, conversation })).conversation.id
  })
  .extend('conversationId', { auto: true }, async ({ domain, createGroup }) => {
    await domain.database.query(`UPDATE projects SET settings = '{}'`)
    await domain.database.query('TRUNCATE messages CASCADE')
    const conversationId = await createGroup('Shop front')
    domain.published()
    return conversationId
  })
  .extend('sentBefore', ({ domain, harbor, conversationId }) => async (days: number, target = conversationId): Promise<string> => {
    const { message } = await sendMessage({ actor: harbor.maya, conversationId: target, id: uuidv7(), body: `Sent ${days} days before` })
    await domain.database.query('UPDATE messages SET created_at = $2 WHERE id = $1', [message.id, daysBefore(days)])
    return message.id
  })
  .extend('setRetention', ({ harbor }) => (change: Parameters<typeof updateSettings>[0]['change'], actor = harbor.lena, projectId = harbor.project) =>
    updateSettings({ actor, projectId, change }))
  .extend('bodiesOf', ({ harbor, conversationId }) => async (target = conversationId) => (await listMessages({ actor: harbor.sam, conversationId: target })).messages.map(({ body }) => body))

describe('retention of messages', () => {
  it('[R-061] deletes messages older than the retention period, with events and in the changes', async ({ domain, harbor, conversationId, sentBefore, setRetention, bodiesOf }) => {
    const old = await sentBefore(91)
    await sentBefore(89)
    const [before] = await readHeads({ userId: harbor.sam.userId, conversationIds: [conversationId] })
    await setRetention({ retentionDays: 90 })
    domain.published()
    await runJob()
    expect(await bodiesOf()).toEqual(['', 'Sent 89 days before'])
    const events = domain.published()
    expect(events).toMatchObject([{ name: 'message:deleted', to: { conversation: conversationId }, payload: { message: { id: old, body: '', deletedAt: tonight.toISOString() } } }])
    const { messages, head } = await listChanges({ actor: harbor.sam, conversationId, after: before?.changeSeq ?? 0 })
    expect([messages.map(({ id }) => id), head.mine.unread.count]).toEqual([[old], 1])
    await expect(restoreMessage({ actor: harbor.maya, messageId: old })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('[R-061] may be shorter in a conversation than in its project, not longer; without a setting all messages stay', async ({ domain, conversationId, createGroup, sentBefore, setRetention, bodiesOf }) => {
    const other = await createGroup('Photos')
    await domain.database.query(`UPDATE conversations SET settings = '{"retentionDays": 7}' WHERE id = $1`, [other])
    for (const conversation of [conversationId, other]) for (const days of [400, 8]) await sentBefore(days, conversation)
    await runJob()
    expect([await bodiesOf(), await bodiesOf(other)]).toEqual([['Sent 400 days before', 'Sent 8 days before'], ['', '']])
    await setRetention({ retentionDays: 90 })
    await domain.database.query(`UPDATE conversations SET settings = '{"retentionDays": 900}' WHERE id = $1`, [conversationId])
    await runJob()
    expect(await bodiesOf()).toEqual(['', 'Sent 8 days before'])
  })

  it('[R-061] [R-024] does not affect other projects or direct conversations', async ({ domain, harbor, sentBefore, setRetention, bodiesOf }) => {
    const { conversation } = await createConversation({ actor: harbor.maya, conversation: { type: 'direct', userId: harbor.sam.userId } })
    const own = await createConversation({ actor: harbor.otto, conversation: { type: 'group', id: uuidv7(), projectId: harbor.otherProject, title: 'Halls', userIds: [] } })
    await sentBefore(400, conversation.id)
    const foreign = await sendMessage({ actor: harbor.otto, conversationId: own.conversation.id, id: uuidv7(), body: 'The north hall' })
    await domain.database.query('UPDATE messages SET created_at = $2 WHERE id = $1', [foreign.message.id, daysBefore(400)])
    await setRetention({ retentionDays: 1 })
    await runJob()
    expect(await bodiesOf(conversation.id)).toEqual(['Sent 400 days before'])
    expect((await listMessages({ actor: harbor.otto, conversationId: own.conversation.id })).messages[0]?.body).toBe('The north hall')
  })

  it('[R-061] deletes more than one batch, each message once, also when two nodes run at the same time', async ({ domain, harbor, conversationId, setRetention }) => {
    await domain.database.query(`
      INSERT INTO messages (id, conversation_id, author_id, seq, change_seq, body, created_at)
      SELECT gen_random_uuid(), $1, $2, n, n, 'Note', $3 FROM generate_series(1, 230) n`, [conversationId, harbor.maya.userId, daysBefore(10)])
    await domain.database.query('UPDATE conversations SET last_seq = 230, change_seq = 230 WHERE id = $1', [conversationId])
    await setRetention({ retentionDays: 9 })
    await Promise.all([runJob(), runJob()])
    const deletions = domain.published().filter(({ name }) => name === 'message:deleted')
    expect(deletions).toHaveLength(230)
    expect(new Set(deletions.map(({ payload }) => 'changeSeq' in payload && payload.changeSeq)).size).toBe(230)
    await runJob()
    expect(domain.published()).toEqual([])
  })

  it('[R-061] purges the text of deleted messages after 30 days or the setting of the project', async ({ domain, harbor, conversationId, sentBefore, setRetention }) => {
    const ids = [await sentBefore(100), await sentBefore(100)]
    for (const [index, messageId] of ids.entries()) {
      await editMessage({ actor: harbor.maya, messageId, version: 1, body: 'My card number is 4242' })
      await deleteMessage({ actor: harbor.maya, messageId })
      await domain.database.query('UPDATE messages SET deleted_at = $2 WHERE id = $1', [messageId, daysBefore(index === 0 ? 31 : 29)])
    }
    const stored = async () => (await domain.database.query<{ body: string }>('SELECT body FROM messages UNION ALL SELECT body FROM message_revisions')).map(({ body }) => body)
    await runJob()
    expect((await stored()).sort()).toEqual(['', 'My card number is 4242', 'Sent 100 days before'])
    await setRetention({ purgeAfterDays: 7 })
    const { messages: before } = await listMessages({ actor: harbor.sam, conversationId })
    await runJob()
    expect(await stored()).toEqual(['', ''])
    expect((await listMessages({ actor: harbor.sam, conversationId })).messages).toEqual(before)
  })

  it('[R-061] may purge earlier in a conversation than in its project, not later; at most 30 days without a project', async ({ domain, harbor, conversationId, createGroup, sentBefore, setRetention }) => {
    const { conversation: direct } = await createConversation({ actor: harbor.maya, conversation: { type: 'direct', userId: harbor.sam.userId } })
    const purge = (conversation: string, days: number | null) => setConversation({ actor: harbor.lena, conversationId: conversation, patch: { purgeDays: days } })
    const deletedBefore = async (days: number, conversation: string) => {
      const messageId = await sentBefore(100, conversation)
      await deleteMessage({ actor: harbor.maya, messageId })
      await domain.database.query('UPDATE messages SET deleted_at = $2 WHERE id = $1', [messageId, daysBefore(days)])
    }
    const photos = await createGroup('Photos')
    await purge(photos, 7)
    await setConversation({ actor: harbor.maya, conversationId: direct.id, patch: { purgeDays: 400 } })
    await setRetention({ purgeAfterDays: 20 })
    for (const conversation of [conversationId, photos, direct.id]) for (const days of [31, 21, 8, 6]) await deletedBefore(days, conversation)
    await runJob()
    const left = async (conversation: string) => (await domain.database.query<{ count: number }>(
      `SELECT COUNT(*)::int FROM messages WHERE conversation_id = $1 AND body <> ''`, [conversation]))[0]?.count
    expect(await Promise.all([conversationId, photos, direct.id].map(left))).toEqual([2, 1, 3])
    await purge(photos, 400)
    await deletedBefore(21, photos)
    await deletedBefore(19, photos)
    await runJob()
    expect(await left(photos)).toBe(2)
  })

  it('[R-061] purges a link preview with its message, and from the cache after a day', async ({ domain, harbor, sentBefore }) => {
    const messageId = await sentBefore(100)
    const card = { url: 'https://lume.example/menu', title: 'Osteria Lume', description: '', siteName: '' }
    await domain.database.query('UPDATE messages SET preview = $2 WHERE id = $1', [messageId, card])
    for (const [url, days] of [['https://lume.example/menu', 1.1], ['https://lume.example/wine', 0.9]] as const) {
      await domain.database.query('INSERT INTO link_previews (url, facts, fetched_at) VALUES ($1, $2, $3)', [url, card, daysBefore(days)])
    }
    await deleteMessage({ actor: harbor.maya, messageId })
    await domain.database.query('UPDATE messages SET deleted_at = $2 WHERE id = $1', [messageId, daysBefore(31)])
    await runJob()
    expect(await domain.database.query('SELECT preview FROM messages')).toEqual([{ preview: null }])
    expect(await domain.database.query('SELECT url FROM link_previews')).toEqual([{ url: 'https://lume.example/wine' }])
  })

  it('[R-061] [R-024] is set by leads and read by members; other users do not find the project', async ({ harbor, setRetention }) => {
    expect(await setRetention({ retentionDays: 90 })).toEqual({ deletionWindow: null, retentionDays: 90, purgeAfterDays: 30 })
    await Promise.all([setRetention({ deletionWindow: 60 }), setRetention({ purgeAfterDays: 5 })])
    expect(await readSettings({ actor: harbor.maya, projectId: harbor.project })).toEqual({ deletionWindow: 60, retentionDays: 90, purgeAfterDays: 5 })
    await expect(setRetention({ retentionDays: 1 }, harbor.maya)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(setRetention({ retentionDays: 1 }, harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
    await expect(setRetention({ retentionDays: 1 }, harbor.lena, harbor.otherProject)).rejects.toMatchObject({ code: 'not_found' })
    await expect(readSettings({ actor: harbor.otto, projectId: harbor.project })).rejects.toMatchObject({ code: 'not_found' })
  })
})
