import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { BOOKMARKS_MAX } from '#shared/limits.ts'
import { listBookmarks } from '#server/domain/bookmarks/list-bookmarks.ts'
import { listReminders } from '#server/domain/reminders/list-reminders.ts'
import { remindDue } from '#server/domain/reminders/remind-due.ts'
import { removeReminder } from '#server/domain/reminders/remove-reminder.ts'
import { bookmarkMessage } from '#server/domain/bookmarks/bookmark-message.ts'
import { setReminder } from '#server/domain/reminders/set-reminder.ts'
import { removeBookmark } from '#server/domain/bookmarks/remove-bookmark.ts'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { database } from '#server/infra/postgres/database.ts'
import { scheduleTest } from '../../helpers/fixtures/schedule.ts'

/** The current time in these tests. All times are relative to it. */
const noon = new Date('2031-03-04T12:00:00Z')
const after = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)

const it = scheduleTest
  .extend('send', ({ harbor, conversationId }) => async (body: string) => (await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body })).message)
  .extend('message', async ({ domain, send }) => {
    const message = await send('The glazier comes on Friday')
    domain.published()
    return message
  })
  .extend('remind', ({ harbor, message }) => (minutes = 60, { actor = harbor.sam, messageId = message.id } = {}) => setReminder({ actor, messageId, at: after(minutes).toISOString(), now: noon }))
  .extend('dueOf', ({ harbor }) => async (actor = harbor.sam) => (await listReminders({ actor })).map(bookmark => bookmark.message.id))
  .extend('notifications', ({ domain }) => () => domain.published().filter(({ name }) => name === 'notification:created'))
  .extend('notification', ({ harbor, conversationId, message }) => (minutes: number) => ({
    name: 'notification:created',
    to: { user: harbor.sam.userId },
    payload: { kind: 'reminder', messageId: message.id, conversationId, at: after(minutes).toISOString() },
  }))

describe('a reminder', () => {
  it('[E-04] bookmarks the message and notifies only the user\'s own devices, once, at its time', async ({ domain, harbor, message, queued, remind, dueOf, notifications, notification }) => {
    const bookmark = await remind()
    expect(bookmark).toMatchObject({ messageId: message.id, message, remindAt: after(60).toISOString(), remindedAt: null })
    expect([domain.published(), queued]).toEqual([[{ name: 'bookmark:updated', to: { user: harbor.sam.userId }, payload: bookmark }], [after(60)]])
    await remindDue({ now: after(59) })
    expect([notifications(), await dueOf()]).toEqual([[], []])
    await remindDue({ now: after(60) })
    await remindDue({ now: after(61) })
    expect(notifications()).toEqual([notification(60)])
    expect(await listReminders({ actor: harbor.sam })).toEqual(await listBookmarks({ actor: harbor.sam }))
    expect(await listReminders({ actor: harbor.sam })).toMatchObject([{ message, remindAt: after(60).toISOString(), remindedAt: after(60).toISOString() }])
    expect(await dueOf(harbor.maya)).toEqual([])
  })

  it('[E-04] is sent once by several nodes at the same time', async ({ message, send, remind, dueOf, notifications }) => {
    const other = await send('And the painter on Monday')
    await remind(60)
    await remind(61, { messageId: other.id })
    await Promise.all([remindDue({ now: after(90) }), remindDue({ now: after(90) }), remindDue({ now: after(90) })])
    expect(notifications()).toHaveLength(2)
    expect(await dueOf()).toEqual([message.id, other.id])
  })

  it('[E-04] can be moved to a later time, also after it was sent', async ({ harbor, message, remind, dueOf, notifications, notification }) => {
    await bookmarkMessage({ actor: harbor.sam, messageId: message.id })
    await remind(60)
    await remind(90)
    await remindDue({ now: after(60) })
    expect(notifications()).toEqual([])
    await remindDue({ now: after(90) })
    expect(notifications()).toEqual([notification(90)])
    await remind(150)
    expect(await dueOf()).toEqual([])
    await remindDue({ now: after(150) })
    expect(notifications()).toEqual([notification(150)])
  })

  it('[E-04] leaves the bookmark without a time when it is removed', async ({ domain, harbor, message, remind, dueOf, notifications }) => {
    await remind()
    await remindDue({ now: after(60) })
    domain.published()
    const bookmark = await removeReminder({ actor: harbor.sam, messageId: message.id })
    await removeReminder({ actor: harbor.sam, messageId: message.id })
    expect(bookmark).toMatchObject({ message, remindAt: null, remindedAt: null })
    expect(domain.published()).toEqual([{ name: 'bookmark:updated', to: { user: harbor.sam.userId }, payload: bookmark }])
    expect([await dueOf(), (await listBookmarks({ actor: harbor.sam })).length]).toEqual([[], 1])
    await remind()
    await removeBookmark({ actor: harbor.sam, messageId: message.id })
    await remindDue({ now: after(60) })
    expect(notifications()).toEqual([])
  })

  it('[E-04] [S-16] is not sent for a deleted message, to a former participant or to a deactivated user', async ({ domain, harbor, conversationId, send, remind, dueOf, notifications }) => {
    const deleted = await send('Never mind')
    await remind(60, { messageId: deleted.id })
    await remind(60, { actor: harbor.lena })
    await remind(60)
    await deleteMessage({ actor: harbor.maya, messageId: deleted.id })
    await leaveConversation({ actor: harbor.sam, conversationId })
    await database().user.update({ where: { id: harbor.lena.userId }, data: { deactivatedAt: noon } })
    domain.published()
    await remindDue({ now: after(60) })
    await database().user.update({ where: { id: harbor.lena.userId }, data: { deactivatedAt: null } })
    expect(notifications()).toEqual([])
    expect([await dueOf(), await dueOf(harbor.lena)]).toEqual([[], []])
    // The job of every minute finds no rows.
    expect(await database().bookmark.count({ where: { remindAt: { not: null } } })).toBe(0)
  })

  it('[E-04] is no longer shown after the message was deleted or the user left', async ({ harbor, conversationId, message, send, remind, dueOf }) => {
    const other = await send('And the painter on Monday')
    await remind()
    await remind(60, { messageId: other.id })
    await remindDue({ now: after(60) })
    await deleteMessage({ actor: harbor.maya, messageId: other.id })
    expect(await dueOf()).toEqual([message.id])
    await leaveConversation({ actor: harbor.sam, conversationId })
    expect(await dueOf()).toEqual([])
  })

  it('[E-04] is refused under a minute or over a year ahead, and for a deleted message', async ({ harbor, message, queued, remind }) => {
    for (const [minutes, rule] of [[-5, 'too_soon'], [0.5, 'too_soon'], [60 * 24 * 367, 'too_far']] as const) {
      await expect(remind(minutes)).rejects.toMatchObject({ code: 'invalid', details: { fields: [{ field: 'at', rule }] } })
    }
    await deleteMessage({ actor: harbor.maya, messageId: message.id })
    await expect(remind()).rejects.toMatchObject({ code: 'message_deleted' })
    expect([queued, await listBookmarks({ actor: harbor.sam })]).toEqual([[], []])
  })

  it('[R-024] [S-16] is refused for users outside, and others cannot remove it', async ({ harbor, message, remind, notifications, notification }) => {
    await expect(remind(60, { actor: harbor.otto })).rejects.toMatchObject({ code: 'not_found' })
    await expect(removeReminder({ actor: harbor.otto, messageId: message.id })).rejects.toMatchObject({ code: 'not_found' })
    await remind()
    expect(await removeReminder({ actor: harbor.maya, messageId: message.id })).toMatchObject({ savedAt: null, remindAt: null })
    await remindDue({ now: after(60) })
    expect(notifications()).toEqual([notification(60)])
  })

  it('[E-04] can be set by a user with the maximum of bookmarks', async ({ domain, harbor, conversationId, message, send, remind }) => {
    await bookmarkMessage({ actor: harbor.sam, messageId: message.id })
    await domain.database.query('UPDATE conversations SET last_seq = $2, change_seq = $2 WHERE id = $1', [conversationId, BOOKMARKS_MAX + 1])
    await domain.database.query(`
      WITH inserted AS (
        INSERT INTO messages (id, conversation_id, author_id, seq, change_seq, body)
        SELECT gen_random_uuid(), $1, $2, n, n, 'Note' FROM generate_series(2, $3::int) n RETURNING id
      )
      INSERT INTO bookmarks (user_id, message_id) SELECT $4, id FROM inserted LIMIT $3::int - 2`, [conversationId, harbor.maya.userId, BOOKMARKS_MAX + 1, harbor.sam.userId])
    expect((await remind()).remindAt).toBe(after(60).toISOString())
    const one = await send('One too many')
    await expect(remind(60, { messageId: one.id })).rejects.toMatchObject({ code: 'conflict' })
  })
})
