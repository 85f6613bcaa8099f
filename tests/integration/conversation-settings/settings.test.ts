import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'

describe('the settings of a conversation', () => {
  let domain: TestDomain
  let harbor: Harbor
  let conversationId: string

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
  })
  afterAll(() => domain.close())
  beforeEach(async () => {
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.maya.userId] },
    })
    conversationId = conversation.id
    domain.published()
  })

  const set = (patch: SettingsPatch, actor: Actor = harbor.lena) => updateSettings({ actor, conversationId, patch })
  const restore = (version: number, actor: Actor = harbor.lena) => restoreSettings({ actor, conversationId, version })
  const history = (actor: Actor = harbor.maya, page: { before?: number, limit?: number } = {}) => listSettingsVersions({ actor, conversationId, ...page })
  const loaf = { emoji: '🍞', colour: 'honey' as const }

  it('[R-045] [R-046] [R-047] [R-049] a change takes a number and tells everybody all settings as they are now', async () => {
    const head = await set({ title: 'Front of the shop', topic: 'Sign and window', avatar: loaf, theme: 'sea' })
    const settings = { ...defaultSettings, topic: 'Sign and window', avatar: loaf, theme: 'sea' }
    expect(head).toMatchObject({ title: 'Front of the shop', settings, changeSeq: 1 })
    expect(domain.published()).toEqual([{
      name: 'settings:updated', to: { conversation: conversationId },
      payload: { conversationId, changeSeq: 1, title: 'Front of the shop', settings, changedById: harbor.lena.userId },
    }])
    await expect(loadConversation({ actor: harbor.maya, conversationId })).resolves.toMatchObject({ settings })
  })

  it('[R-045] what is so already is no change', async () => {
    await set({ avatar: loaf })
    domain.published()
    await set({ avatar: { colour: 'honey', emoji: '🍞' }, theme: 'harbor', title: 'Shop front' })
    expect(domain.published()).toEqual([])
    expect(await history()).toHaveLength(1)
  })

  it('[R-018] members read them and their history, change nothing; to strangers nothing is there', async () => {
    await set({ topic: 'Ovens' })
    await expect(set({ topic: 'Mine' }, harbor.maya)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(restore(0, harbor.maya)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(history(harbor.maya)).resolves.toHaveLength(1)
    for (const attempt of [() => set({ topic: 'Mine' }, harbor.otto), () => restore(0, harbor.otto), () => history(harbor.otto)]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('[R-050] a long history comes in pages, the latest first', async () => {
    for (const topic of ['Sign', 'Window', 'Door']) await set({ topic })
    const versionsOf = async (page: { before?: number, limit: number }) => (await history(harbor.maya, page)).map(({ version }) => version)
    expect(await versionsOf({ limit: 2 })).toEqual([3, 2])
    expect(await versionsOf({ limit: 2, before: 2 })).toEqual([1])
    expect(await versionsOf({ limit: 2, before: 1 })).toEqual([])
  })

  it('[R-050] the history says who changed what from what to what', async () => {
    await set({ topic: 'Ovens' })
    await updateConversation({ actor: harbor.lena, conversationId, title: 'Ovens and more' })
    const [second, first] = await history()
    expect(first).toMatchObject({ version: 1, changedById: harbor.lena.userId, changedByName: 'Lena Costa', changes: [{ field: 'topic', from: '', to: 'Ovens' }] })
    expect(second).toMatchObject({ version: 2, changes: [{ field: 'title', from: 'Shop front', to: 'Ovens and more' }], restoredVersion: null })
  })

  it('[R-050] restores any version as a new one; what was not changed since stays', async () => {
    await set({ topic: 'Ovens', theme: 'plum' })
    await set({ topic: 'Windows' })
    await set({ topic: 'Doors', retentionDays: 30 })
    await expect(restore(1)).resolves.toMatchObject({ settings: { topic: 'Ovens', theme: 'plum', retentionDays: null } })
    expect((await history())[0]).toMatchObject({ version: 4, restoredVersion: 1 })
    await expect(restore(3)).resolves.toMatchObject({ settings: { topic: 'Doors', theme: 'plum', retentionDays: 30 } })
    await expect(restore(0)).resolves.toMatchObject({ title: 'Shop front', settings: defaultSettings })
    await expect(restore(99)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[R-050] parallel changes become versions one after the other, and none is lost', async () => {
    await Promise.all([set({ topic: 'Ovens' }), set({ theme: 'plum' }), set({ whoPosts: 'admins' }), set({ notificationDefault: 'mentions' }), set({ avatar: loaf })])
    expect((await history()).map(({ version }) => version)).toEqual([5, 4, 3, 2, 1])
    expect((await loadConversation({ actor: harbor.maya, conversationId })).settings)
      .toMatchObject({ topic: 'Ovens', whoPosts: 'admins', notificationDefault: 'mentions', avatar: loaf })
    expect(domain.published().map(({ payload }) => 'changeSeq' in payload && payload.changeSeq).sort()).toEqual([1, 2, 3, 4, 5])
  })

  it('[R-045] where only admins post, a member is refused with that reason, in threads too', async () => {
    const first = uuidv7()
    await sendMessage({ actor: harbor.maya, conversationId, id: first, body: 'Good morning' })
    await set({ whoPosts: 'admins' })
    for (const reference of [{}, { parentId: first, rootId: first }, { quotedId: first }]) {
      await expect(sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: 'May I?', ...reference })).rejects.toMatchObject({ code: 'posting_restricted' })
    }
    await expect(sendMessage({ actor: harbor.lena, conversationId, id: uuidv7(), body: 'Closed today' })).resolves.toMatchObject({ message: { seq: 2 } })
    // What was acknowledged before is acknowledged again.
    await expect(sendMessage({ actor: harbor.maya, conversationId, id: first, body: 'Good morning' })).resolves.toMatchObject({ message: { id: first } })
  })

  it('[R-048] a new participant gets the notification level of the settings', async () => {
    await set({ notificationDefault: 'mentions' })
    await addParticipants({ actor: harbor.lena, conversationId, userIds: [harbor.sam.userId], role: 'member' })
    await expect(loadConversation({ actor: harbor.sam, conversationId })).resolves.toMatchObject({ mine: { notificationLevel: 'mentions' } })
  })

  it('[R-045] two people share a theme and a topic, but no title, picture or rights', async () => {
    const { conversation } = await createConversation({ actor: harbor.maya, conversation: { type: 'direct', userId: harbor.sam.userId } })
    const change = (patch: SettingsPatch) => updateSettings({ actor: harbor.maya, conversationId: conversation.id, patch })
    await expect(change({ theme: 'forest', topic: 'Us' })).resolves.toMatchObject({ settings: { theme: 'forest', topic: 'Us' } })
    for (const patch of [{ title: 'Ours' }, { avatar: loaf }, { whoPosts: 'admins' as const }]) {
      await expect(change(patch)).rejects.toMatchObject({ code: 'invalid' })
    }
  })

  it.each([
    ['a topic that is a page', { topic: 'x'.repeat(TOPIC_MAX_LENGTH + 1) }],
    ['a picture of words', { avatar: { emoji: 'bread', colour: 'honey' } }],
    ['two emoji', { avatar: { emoji: '🍞🍞', colour: 'honey' } }],
    ['a colour of one\'s own', { avatar: { emoji: '🍞', colour: '#ff0000' } }],
    ['a theme that is none', { theme: 'url(javascript:alert(1))' }],
    ['no day', { retentionDays: 0 }],
    ['half a day', { retentionDays: 0.5 }],
    ['deleted content that goes at once', { purgeDays: 0 }],
    ['a title of spaces', { title: '   ' }],
    ['something unknown', { colour: 'red' }],
  ])('[R-045] %s is refused', (_case, body) => {
    expect(contract.body.safeParse(body).success).toBe(false)
  })
})
