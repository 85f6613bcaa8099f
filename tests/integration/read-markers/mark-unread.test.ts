import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { markRead } from '#server/domain/read-markers/mark-read.ts'
import { markUnread } from '#server/domain/read-markers/mark-unread.ts'
import { readHeads } from '#server/domain/read-model/read-heads.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { addParticipants } from '#server/domain/participants/add-participants.ts'
import { groupTest } from '../../helpers/fixtures/domain.ts'

const it = groupTest
  .extend('read', ({ harbor, conversationId }) => (seq: number, readEra?: number) => markRead({ actor: harbor.maya, conversationId, seq, readEra }))
  .extend('unread', ({ harbor, conversationId }) => (seq: number, actor = harbor.maya) => markUnread({ actor, conversationId, seq }))
  .extend('headOf', ({ harbor, conversationId }) => async (actor = harbor.maya) => (await readHeads({ userId: actor.userId, conversationIds: [conversationId] }))[0])

it.beforeEach(async ({ domain, harbor, conversationId, read }) => {
  for (const body of ['One', 'Two', 'Three', 'Four']) await sendMessage({ actor: harbor.sam, conversationId, id: uuidv7(), body })
  await read(4)
  domain.published()
})

describe('marking as unread', () => {
  it('[E-06] makes a message and all later ones unread, only on the user\'s own devices', async ({ domain, harbor, conversationId, unread, headOf }) => {
    const marker = { conversationId, userId: harbor.maya.userId, lastReadSeq: 1, readEra: 1, unread: { seq: 4, count: 3 } }
    expect(await unread(2)).toEqual(marker)
    expect(domain.published()).toEqual([{ name: 'read:updated', to: { user: harbor.maya.userId }, payload: marker }])
    expect((await headOf())?.mine).toMatchObject({ lastReadSeq: 1, readEra: 1, unread: { count: 3 } })
  })

  it('[R-076] [E-06] keeps the marker that others see until the user reads beyond it', async ({ domain, harbor, conversationId, read, unread, headOf }) => {
    await unread(2)
    const shown = async () => (await headOf(harbor.sam))?.participants.find(({ user }) => user.id === harbor.maya.userId)?.lastReadSeq
    expect(await shown()).toBe(4)
    await read(3)
    expect([await shown(), (await headOf())?.mine.lastReadSeq]).toEqual([4, 3])
    await sendMessage({ actor: harbor.sam, conversationId, id: uuidv7(), body: 'Five' })
    domain.published()
    await read(5)
    expect(domain.published().map(({ payload }) => payload)).toMatchObject([{ lastReadSeq: 5 }, { lastReadSeq: 5, readEra: 1, unread: { count: 0 } }])
    expect(await shown()).toBe(5)
  })

  it('[E-06] is not undone by a late read marker of another device', async ({ read, unread }) => {
    await unread(2)
    expect(await read(4, 0)).toMatchObject({ lastReadSeq: 1, readEra: 1 })
    expect(await read(4, 1)).toMatchObject({ lastReadSeq: 4, readEra: 1, unread: { count: 0 } })
  })

  it('[E-06] only moves the marker back, and two simultaneous calls are one step', async ({ domain, unread }) => {
    const [one, other] = await Promise.all([unread(3), unread(3)])
    expect([one, other, (await unread(4)).readEra]).toEqual([one, one, 1])
    expect(domain.published()).toHaveLength(1)
    expect(await unread(1)).toMatchObject({ lastReadSeq: 0, readEra: 2, unread: { count: 4 } })
  })

  it('[S-16] is only for participants, and ends when the participant leaves', async ({ harbor, conversationId, unread, headOf }) => {
    await expect(unread(2, harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
    await unread(2)
    await leaveConversation({ actor: harbor.maya, conversationId })
    await expect(unread(1)).rejects.toMatchObject({ code: 'not_found' })
    await addParticipants({ actor: harbor.lena, conversationId, userIds: [harbor.maya.userId], role: 'member' })
    expect((await headOf())?.mine).toMatchObject({ lastReadSeq: 4, readEra: 1, unread: { count: 0 } })
  })
})
