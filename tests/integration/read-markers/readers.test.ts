import { hashSync } from 'bcryptjs'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import type { Actor } from '#server/domain/access/actor.ts'
import { deleteAccount } from '#server/domain/account/delete-account.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { updatePreferences } from '#server/domain/account/update-preferences.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { markRead } from '#server/domain/read-markers/mark-read.ts'
import { markUnread } from '#server/domain/read-markers/mark-unread.ts'
import { readHeads } from '#server/domain/read-model/read-heads.ts'
import { listReaders } from '#server/domain/read-markers/list-readers.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { addParticipants } from '#server/domain/participants/add-participants.ts'
import { updateParticipant } from '#server/domain/participants/update-participant.ts'
import { listChanges } from '#server/domain/sync/list-changes.ts'
import { sync } from '#server/domain/sync/sync.ts'
import { harborTest } from '../../helpers/fixtures/domain.ts'

const showReceipts = (actor: Actor, readReceipts: boolean) => updatePreferences({ actor, changes: { readReceipts } })

const it = harborTest
  .extend('conversationId', async ({ harbor }) => {
    for (const actor of [harbor.maya, harbor.sam, harbor.lena]) await showReceipts(actor, true)
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.sam.userId] },
    })
    return conversation.id
  })
  .extend('send', ({ conversationId }) => (actor: Actor, body: string, more = {}) => sendMessage({ actor, conversationId, id: uuidv7(), body, ...more }))
  .extend('messageIds', { auto: true }, async ({ domain, harbor, conversationId, send }) => {
    const messageIds = []
    for (const body of ['One', 'Two', 'Three']) messageIds.push((await send(harbor.lena, body)).message.id)
    await addParticipants({ actor: harbor.lena, conversationId, userIds: [harbor.maya.userId], role: 'member' })
    messageIds.push((await send(harbor.lena, 'Four')).message.id)
    domain.published()
    return messageIds
  })
  .extend('read', ({ conversationId }) => (actor: Actor, seq: number) => markRead({ actor, conversationId, seq }))
  .extend('readersOf', ({ harbor, messageIds }) => async (seq: number, actor = harbor.lena) => (await listReaders({ actor, messageId: messageIds[seq - 1] ?? '' }))
    .map(({ user, ...reading }) => [user.id, reading.read, reading.readAt === null ? undefined : Date.parse(reading.readAt)]))
  .extend('movesOf', ({ domain, conversationId }) => async ({ userId }: Actor) => new Map((await domain.database.query<{ seq: number, read_at: Date | null }>(
    'SELECT seq, read_at FROM read_moves WHERE conversation_id = $1 AND user_id = $2', [conversationId, userId],
  )).map(move => [move.seq, move.read_at?.getTime()])))
  .extend('headOf', ({ conversationId }) => async ({ userId }: Actor) => (await readHeads({ userId, conversationIds: [conversationId] }))[0])
  .extend('markersFor', ({ headOf }) => async (actor: Actor) => Object.fromEntries((await headOf(actor))?.participants.map(({ user, lastReadSeq }) => [user.id, lastReadSeq]) ?? []))

describe('the readers of a message', () => {
  it('[E-07] [R-076] are listed with the time of the read move, and followed by users who have not read it', async ({ harbor, read, readersOf, movesOf }) => {
    await read(harbor.sam, 2)
    await read(harbor.sam, 4)
    const moves = await movesOf(harbor.sam)
    expect([...moves.keys()]).toEqual([2, 4])
    expect(await readersOf(1)).toContainEqual([harbor.sam.userId, true, moves.get(2)])
    expect(await readersOf(3)).toContainEqual([harbor.sam.userId, true, moves.get(4)])
    expect(await readersOf(4)).toEqual([[harbor.sam.userId, true, moves.get(4)], [harbor.maya.userId, false, undefined]])
    expect(await readersOf(4, harbor.maya)).toEqual([[harbor.sam.userId, true, moves.get(4)]])
  })

  it('[E-07] have no time for messages from before they joined', async ({ harbor, read, readersOf, movesOf }) => {
    await read(harbor.maya, 4)
    expect(await readersOf(2)).toContainEqual([harbor.maya.userId, true, undefined])
    expect(await readersOf(4)).toContainEqual([harbor.maya.userId, true, (await movesOf(harbor.maya)).get(4)])
  })

  it('[E-07] [E-06] keep their first time after marking as unread and reading again', async ({ harbor, conversationId, read, readersOf, movesOf }) => {
    await read(harbor.sam, 4)
    const before = await movesOf(harbor.sam)
    await markUnread({ actor: harbor.sam, conversationId, seq: 2 })
    await read(harbor.sam, 3)
    await read(harbor.sam, 4)
    expect((await movesOf(harbor.sam)).get(4)).toBe(before.get(4))
    expect(await readersOf(1)).toContainEqual([harbor.sam.userId, true, before.get(4)])
  })

  it('[S-16] [T-10] are shown only to participants, and not for deleted messages or thread replies', async ({ harbor, messageIds, send, readersOf }) => {
    await expect(readersOf(1, harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
    await deleteMessage({ actor: harbor.lena, messageId: messageIds[0] ?? '' })
    await expect(readersOf(1)).rejects.toMatchObject({ code: 'message_deleted' })
    messageIds[0] = (await send(harbor.lena, 'In the thread', { parentId: messageIds[1] })).message.id
    expect(await readersOf(1)).toEqual([])
  })

  it('[R-076] do not include a user without read receipts, whose marker is in no response or event', async ({ domain, harbor, conversationId, read, readersOf, markersFor }) => {
    await showReceipts(harbor.sam, false)
    domain.published()
    await read(harbor.sam, 4)
    expect(domain.published()).toMatchObject([{ name: 'read:updated', to: { user: harbor.sam.userId } }])
    const hidden = { [harbor.lena.userId]: 0, [harbor.sam.userId]: 0, [harbor.maya.userId]: 3 }
    expect(await markersFor(harbor.lena)).toEqual(hidden)
    const answers = [
      (await sync({ actor: harbor.lena, cursors: {} })).conversations.find(({ id }) => id === conversationId),
      (await listChanges({ actor: harbor.lena, conversationId, after: 0 })).head,
    ]
    for (const head of answers) expect(head?.participants.find(({ user }) => user.id === harbor.sam.userId)?.lastReadSeq).toBe(0)
    expect(await readersOf(4)).toEqual([[harbor.maya.userId, false, undefined]])
    await updateParticipant({ actor: harbor.lena, conversationId, userId: harbor.sam.userId, role: 'admin' })
    expect(domain.published()).toMatchObject([{ name: 'participant:updated', payload: { participant: { role: 'admin', lastReadSeq: 0 } } }])
  })

  it('[R-076] are hidden from a user without read receipts, who keeps the own marker and counts', async ({ harbor, read, readersOf, headOf, markersFor }) => {
    await read(harbor.maya, 4)
    await showReceipts(harbor.sam, false)
    await read(harbor.sam, 3)
    expect(await markersFor(harbor.sam)).toEqual({ [harbor.lena.userId]: 0, [harbor.sam.userId]: 3, [harbor.maya.userId]: 0 })
    expect(await readersOf(4, harbor.sam)).toEqual([])
    expect((await headOf(harbor.sam))?.mine).toMatchObject({ lastReadSeq: 3, unread: { seq: 4, count: 1 } })
    expect((await headOf(harbor.lena))?.mine).toMatchObject({ unread: { count: 0 } })
  })

  it('[R-076] do not affect the checksum of unread counts', async ({ harbor, read }) => {
    await read(harbor.sam, 3)
    const checksum = async () => (await sync({ actor: harbor.sam, cursors: {} })).unreadChecksum
    const before = await checksum()
    await showReceipts(harbor.sam, false)
    expect(await checksum()).toBe(before)
  })

  it('[R-076] include a user again who shows receipts again, without times of the hidden period', async ({ harbor, read, readersOf, movesOf, markersFor }) => {
    await read(harbor.sam, 2)
    await showReceipts(harbor.sam, false)
    await read(harbor.sam, 4)
    await showReceipts(harbor.sam, true)
    expect(await markersFor(harbor.maya)).toMatchObject({ [harbor.sam.userId]: 4 })
    expect(await readersOf(2)).toContainEqual([harbor.sam.userId, true, (await movesOf(harbor.sam)).get(2)])
    expect(await readersOf(4)).toContainEqual([harbor.sam.userId, true, undefined])
  })

  it('[R-076] [R-003] do not include a deleted account, whose read times are deleted', async ({ domain, harbor }) => {
    const { conversation } = await createConversation({ actor: harbor.lena, conversation: { type: 'direct', userId: harbor.sam.userId } })
    const { message } = await sendMessage({ actor: harbor.lena, conversationId: conversation.id, id: uuidv7(), body: 'For you' })
    await markRead({ actor: harbor.sam, conversationId: conversation.id, seq: 1 })
    await domain.database.query('UPDATE users SET password_hash = $1 WHERE id = $2', [hashSync('a harbour at dawn', 4), harbor.sam.userId])
    await deleteAccount({ actor: harbor.sam, password: 'a harbour at dawn' })
    expect(await listReaders({ actor: harbor.lena, messageId: message.id })).toEqual([])
    expect(await domain.database.query('SELECT 1 FROM read_moves WHERE user_id = $1 AND read_at IS NOT NULL', [harbor.sam.userId])).toEqual([])
  })
})
