import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { updateSettings as contract } from '#shared/contracts/settings.ts'
import { defaultSettings } from '#shared/conversation-settings.ts'
import { TOPIC_MAX_LENGTH } from '#shared/limits.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { loadConversation } from '#server/domain/access/load-conversation.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { updateConversation } from '#server/domain/conversations/update-conversation.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { addParticipants } from '#server/domain/participants/add-participants.ts'
import { listSettingsVersions } from '#server/domain/conversation-settings/list-settings-versions.ts'
import { restoreSettings } from '#server/domain/conversation-settings/restore-settings.ts'
import type { SettingsPatch } from '#server/domain/conversation-settings/settings-patch.ts'
import { updateSettings } from '#server/domain/conversation-settings/update-settings.ts'
import { harborTest } from '../../helpers/fixtures/domain.ts'

const it = harborTest
  .extend('conversationId', async ({ domain, harbor }) => {
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.maya.userId] },
    })
    const conversationId = conversation.id
    domain.published()
    return conversationId
  })
  .extend('set', ({ harbor, conversationId }) => (patch: SettingsPatch, actor: Actor = harbor.lena) => updateSettings({ actor, conversationId, patch }))
  .extend('restore', ({ harbor, conversationId }) => (version: number, actor: Actor = harbor.lena) => restoreSettings({ actor, conversationId, version }))
  .extend('history', ({ harbor, conversationId }) => (actor: Actor = harbor.maya, page: { before?: number, limit?: number } = {}) => listSettingsVersions({ actor, conversationId, ...page }))

describe('the settings of a conversation', () => {
  const loaf = { emoji: '🍞', colour: 'honey' as const }

  it('[R-045] [R-046] [R-047] [R-049] a change takes a changeSeq, and its event contains all settings', async ({ domain, harbor, conversationId, set }) => {
    const head = await set({ title: 'Front of the shop', topic: 'Sign and window', avatar: loaf, theme: 'sea' })
    const settings = { ...defaultSettings, topic: 'Sign and window', avatar: loaf, theme: 'sea' }
    expect(head).toMatchObject({ title: 'Front of the shop', settings, changeSeq: 1 })
    expect(domain.published()).toEqual([{
      name: 'settings:updated', to: { conversation: conversationId },
      payload: { conversationId, changeSeq: 1, title: 'Front of the shop', settings, changedById: harbor.lena.userId },
    }])
    await expect(loadConversation({ actor: harbor.maya, conversationId })).resolves.toMatchObject({ settings })
  })

  it('[R-045] setting the current values again is no change', async ({ domain, set, history }) => {
    await set({ avatar: loaf })
    domain.published()
    await set({ avatar: { colour: 'honey', emoji: '🍞' }, theme: 'harbor', title: 'Shop front' })
    expect(domain.published()).toEqual([])
    expect(await history()).toHaveLength(1)
  })

  it('[R-018] members read them and their history but cannot change them; others do not find them', async ({ harbor, set, restore, history }) => {
    await set({ topic: 'Ovens' })
    await expect(set({ topic: 'Mine' }, harbor.maya)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(restore(0, harbor.maya)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(history(harbor.maya)).resolves.toHaveLength(1)
    for (const attempt of [() => set({ topic: 'Mine' }, harbor.otto), () => restore(0, harbor.otto), () => history(harbor.otto)]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('[R-050] a long history is paged, the newest version first', async ({ harbor, set, history }) => {
    for (const topic of ['Sign', 'Window', 'Door']) await set({ topic })
    const versionsOf = async (page: { before?: number, limit: number }) => (await history(harbor.maya, page)).map(({ version }) => version)
    expect(await versionsOf({ limit: 2 })).toEqual([3, 2])
    expect(await versionsOf({ limit: 2, before: 2 })).toEqual([1])
    expect(await versionsOf({ limit: 2, before: 1 })).toEqual([])
  })

  it('[R-050] the history names the user, the field, and the old and new value', async ({ harbor, conversationId, set, history }) => {
    await set({ topic: 'Ovens' })
    await updateConversation({ actor: harbor.lena, conversationId, title: 'Ovens and more' })
    const [second, first] = await history()
    expect(first).toMatchObject({ version: 1, changedById: harbor.lena.userId, changedByName: 'Lena Costa', changes: [{ field: 'topic', from: '', to: 'Ovens' }] })
    expect(second).toMatchObject({ version: 2, changes: [{ field: 'title', from: 'Shop front', to: 'Ovens and more' }], restoredVersion: null })
  })

  it('[R-050] restoring a version creates a new one and keeps fields that were not changed since', async ({ set, restore, history }) => {
    await set({ topic: 'Ovens', theme: 'plum' })
    await set({ topic: 'Windows' })
    await set({ topic: 'Doors', retentionDays: 30 })
    await expect(restore(1)).resolves.toMatchObject({ settings: { topic: 'Ovens', theme: 'plum', retentionDays: null } })
    expect((await history())[0]).toMatchObject({ version: 4, restoredVersion: 1 })
    await expect(restore(3)).resolves.toMatchObject({ settings: { topic: 'Doors', theme: 'plum', retentionDays: 30 } })
    await expect(restore(0)).resolves.toMatchObject({ title: 'Shop front', settings: defaultSettings })
    await expect(restore(99)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[R-050] parallel changes become one version each, and none is lost', async ({ domain, harbor, conversationId, set, history }) => {
    await Promise.all([set({ topic: 'Ovens' }), set({ theme: 'plum' }), set({ whoPosts: 'admins' }), set({ notificationDefault: 'mentions' }), set({ avatar: loaf })])
    expect((await history()).map(({ version }) => version)).toEqual([5, 4, 3, 2, 1])
    expect((await loadConversation({ actor: harbor.maya, conversationId })).settings)
      .toMatchObject({ topic: 'Ovens', whoPosts: 'admins', notificationDefault: 'mentions', avatar: loaf })
    expect(domain.published().map(({ payload }) => 'changeSeq' in payload && payload.changeSeq).sort()).toEqual([1, 2, 3, 4, 5])
  })

  it('[R-045] when only admins may post, a member is refused with that reason, also in threads', async ({ harbor, conversationId, set }) => {
    const first = uuidv7()
    await sendMessage({ actor: harbor.maya, conversationId, id: first, body: 'Good morning' })
    await set({ whoPosts: 'admins' })
    for (const reference of [{}, { parentId: first, rootId: first }, { quotedId: first }]) {
      await expect(sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: 'May I?', ...reference })).rejects.toMatchObject({ code: 'posting_restricted' })
    }
    await expect(sendMessage({ actor: harbor.lena, conversationId, id: uuidv7(), body: 'Closed today' })).resolves.toMatchObject({ message: { seq: 2 } })
    // A message that was stored before is confirmed again.
    await expect(sendMessage({ actor: harbor.maya, conversationId, id: first, body: 'Good morning' })).resolves.toMatchObject({ message: { id: first } })
  })

  it('[R-048] a new participant gets the notification level of the settings', async ({ harbor, conversationId, set }) => {
    await set({ notificationDefault: 'mentions' })
    await addParticipants({ actor: harbor.lena, conversationId, userIds: [harbor.sam.userId], role: 'member' })
    await expect(loadConversation({ actor: harbor.sam, conversationId })).resolves.toMatchObject({ mine: { notificationLevel: 'mentions' } })
  })

  it('[R-045] a direct conversation has a theme and a topic, but no title, picture or posting right', async ({ harbor }) => {
    const { conversation } = await createConversation({ actor: harbor.maya, conversation: { type: 'direct', userId: harbor.sam.userId } })
    const change = (patch: SettingsPatch) => updateSettings({ actor: harbor.maya, conversationId: conversation.id, patch })
    await expect(change({ theme: 'forest', topic: 'Us' })).resolves.toMatchObject({ settings: { theme: 'forest', topic: 'Us' } })
    for (const patch of [{ title: 'Ours' }, { avatar: loaf }, { whoPosts: 'admins' as const }]) {
      await expect(change(patch)).rejects.toMatchObject({ code: 'invalid' })
    }
  })

  it.each([
    ['a topic that is too long', { topic: 'x'.repeat(TOPIC_MAX_LENGTH + 1) }],
    ['a picture that is no emoji', { avatar: { emoji: 'bread', colour: 'honey' } }],
    ['two emoji', { avatar: { emoji: '🍞🍞', colour: 'honey' } }],
    ['a colour outside the list', { avatar: { emoji: '🍞', colour: '#ff0000' } }],
    ['an unknown theme', { theme: 'url(javascript:alert(1))' }],
    ['a retention of zero days', { retentionDays: 0 }],
    ['a retention of half a day', { retentionDays: 0.5 }],
    ['a purge after zero days', { purgeDays: 0 }],
    ['a title of spaces', { title: '   ' }],
    ['an unknown field', { colour: 'red' }],
  ])('[R-045] %s is refused', (_case, body) => {
    expect(contract.body.safeParse(body).success).toBe(false)
  })
})
