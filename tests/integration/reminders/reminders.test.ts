import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '#shared/types.ts'
import { BOOKMARKS_MAX } from '#shared/limits.ts'
import { listBookmarks } from '#server/domain/bookmarks/list-bookmarks.ts'
import { listReminders } from '#server/domain/reminders/list-reminders.ts'
import { remindDue } from '#server/domain/reminders/remind-due.ts'
import { removeReminder } from '#server/domain/reminders/remove-reminder.ts'
import { bookmarkMessage } from '#server/domain/bookmarks/bookmark-message.ts'
import { setReminder } from '#server/domain/reminders/set-reminder.ts'
import { removeBookmark } from '#server/domain/bookmarks/remove-bookmark.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { deleteMessage } from '#server/domain/messages/delete-message.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { database } from '#server/infra/postgres/database.ts'
import { jobQueue } from '#server/infra/job-queue.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'

/** The day on which Sam plans; every time is given relative to it. */
const noon = new Date('2031-03-04T12:00:00Z')
const after = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)
const idle = { wake: () => undefined, work: () => Promise.resolve(), drain: () => Promise.resolve(), stop: () => Promise.resolve() }

describe('being reminded of a message', () => {
  let domain: TestDomain
  let harbor: Harbor
  let conversationId: string
  let message: Message
  const queued: (Date | undefined)[] = []

  beforeAll(async () => {
    domain = await openDomain()
    harbor = await createHarbor(domain)
    jobQueue.set({ ...idle, send: (_name, _job, options) => Promise.resolve(void queued.push(options?.at)) })
  })
  afterAll(async () => {
    jobQueue.clear()
    await domain.close()
  })
  beforeEach(async () => {
    await domain.database.query('DELETE FROM bookmarks')
    const { conversation } = await createConversation({
      actor: harbor.lena,
      conversation: { type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.maya.userId, harbor.sam.userId] },
    })
    conversationId = conversation.id
    message = await send('The glazier comes on Friday')
    domain.published()
    queued.length = 0
  })

  const send = async (body: string) => (await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body })).message
  const remind = (minutes = 60, { actor = harbor.sam, messageId = message.id } = {}) => setReminder({ actor, messageId, at: after(minutes).toISOString(), now: noon })
  const dueOf = async (actor = harbor.sam) => (await listReminders({ actor })).map(bookmark => bookmark.message.id)
  const told = () => domain.published().filter(({ name }) => name === 'notification:created')
  const notice = (minutes: number) => ({
    name: 'notification:created',
    to: { user: harbor.sam.userId },
    payload: { kind: 'reminder', messageId: message.id, conversationId, at: after(minutes).toISOString() },
  })

  it('[E-04] it keeps the message, tells that person\'s devices alone when its time comes, and once', async () => {
    const mark = await remind()
    expect(mark).toMatchObject({ messageId: message.id, message, remindAt: after(60).toISOString(), remindedAt: null })
    expect([domain.published(), queued]).toEqual([[{ name: 'bookmark:updated', to: { user: harbor.sam.userId }, payload: mark }], [after(60)]])
    await remindDue({ now: after(59) })
    expect([told(), await dueOf()]).toEqual([[], []])
    await remindDue({ now: after(60) })
    await remindDue({ now: after(61) })
    expect(told()).toEqual([notice(60)])
    expect(await listReminders({ actor: harbor.sam })).toEqual(await listBookmarks({ actor: harbor.sam }))
    expect(await listReminders({ actor: harbor.sam })).toMatchObject([{ message, remindAt: after(60).toISOString(), remindedAt: after(60).toISOString() }])
    expect(await dueOf(harbor.maya)).toEqual([])
  })

  it('[E-04] two nodes at once tell it once', async () => {
    const other = await send('And the painter on Monday')
    await remind(60)
    await remind(61, { messageId: other.id })
    await Promise.all([remindDue({ now: after(90) }), remindDue({ now: after(90) }), remindDue({ now: after(90) })])
    expect(told()).toHaveLength(2)
    expect(await dueOf()).toEqual([message.id, other.id])
  })

  it('[E-04] a later time takes the place of the earlier one, and one that came comes again', async () => {
    await bookmarkMessage({ actor: harbor.sam, messageId: message.id })
    await remind(60)
    await remind(90)
    await remindDue({ now: after(60) })
    expect(told()).toEqual([])
    await remindDue({ now: after(90) })
    expect(told()).toEqual([notice(90)])
    await remind(150)
    expect(await dueOf()).toEqual([])
    await remindDue({ now: after(150) })
    expect(told()).toEqual([notice(150)])
  })

  it('[E-04] a reminder that is done leaves the bookmark, without a time', async () => {
    await remind()
    await remindDue({ now: after(60) })
    domain.published()
    const mark = await removeReminder({ actor: harbor.sam, messageId: message.id })
    await removeReminder({ actor: harbor.sam, messageId: message.id })
    expect(mark).toMatchObject({ message, remindAt: null, remindedAt: null })
    expect(domain.published()).toEqual([{ name: 'bookmark:updated', to: { user: harbor.sam.userId }, payload: mark }])
    expect([await dueOf(), (await listBookmarks({ actor: harbor.sam })).length]).toEqual([[], 1])
    await remind()
    await removeBookmark({ actor: harbor.sam, messageId: message.id })
    await remindDue({ now: after(60) })
    expect(told()).toEqual([])
  })

  it('[E-04] [S-16] nobody is reminded of what was deleted, of what they left, or after they have gone', async () => {
    const regretted = await send('Never mind')
    await remind(60, { messageId: regretted.id })
    await remind(60, { actor: harbor.lena })
    await remind(60)
    await deleteMessage({ actor: harbor.maya, messageId: regretted.id })
    await leaveConversation({ actor: harbor.sam, conversationId })
    await database().user.update({ where: { id: harbor.lena.userId }, data: { deactivatedAt: noon } })
    domain.published()
    await remindDue({ now: after(60) })
    await database().user.update({ where: { id: harbor.lena.userId }, data: { deactivatedAt: null } })
    expect(told()).toEqual([])
    expect([await dueOf(), await dueOf(harbor.lena)]).toEqual([[], []])
    // Nothing is left to be looked at every minute.
    expect(await database().bookmark.count({ where: { remindAt: { not: null } } })).toBe(0)
  })

  it('[E-04] what came and was then deleted, or left, is no longer shown', async () => {
    const other = await send('And the painter on Monday')
    await remind()
    await remind(60, { messageId: other.id })
    await remindDue({ now: after(60) })
    await deleteMessage({ actor: harbor.maya, messageId: other.id })
    expect(await dueOf()).toEqual([message.id])
    await leaveConversation({ actor: harbor.sam, conversationId })
    expect(await dueOf()).toEqual([])
  })

  it('[E-04] a minute ahead at least, a year at most, and not of what is deleted', async () => {
    for (const [minutes, rule] of [[-5, 'too_soon'], [0.5, 'too_soon'], [60 * 24 * 367, 'too_far']] as const) {
      await expect(remind(minutes)).rejects.toMatchObject({ code: 'invalid', details: { fields: [{ field: 'at', rule }] } })
    }
    await deleteMessage({ actor: harbor.maya, messageId: message.id })
    await expect(remind()).rejects.toMatchObject({ code: 'message_deleted' })
    expect([queued, await listBookmarks({ actor: harbor.sam })]).toEqual([[], []])
  })

  it('[R-024] [S-16] strangers find nothing to be reminded of, and nobody touches the reminder of another', async () => {
    await expect(remind(60, { actor: harbor.otto })).rejects.toMatchObject({ code: 'not_found' })
    await expect(removeReminder({ actor: harbor.otto, messageId: message.id })).rejects.toMatchObject({ code: 'not_found' })
    await remind()
    expect(await removeReminder({ actor: harbor.maya, messageId: message.id })).toMatchObject({ savedAt: null, remindAt: null })
    await remindDue({ now: after(60) })
    expect(told()).toEqual([notice(60)])
  })

  it('[E-04] a user with the maximum of bookmarks can still set reminders', async () => {
    await bookmarkMessage({ actor: harbor.sam, messageId: message.id })
    await domain.database.query('UPDATE conversations SET last_seq = $2, change_seq = $2 WHERE id = $1', [conversationId, BOOKMARKS_MAX + 1])
    await domain.database.query(`
      WITH made AS (
        INSERT INTO messages (id, conversation_id, author_id, seq, change_seq, body)
        SELECT gen_random_uuid(), $1, $2, n, n, 'Note' FROM generate_series(2, $3::int) n RETURNING id
      )
      INSERT INTO bookmarks (user_id, message_id) SELECT $4, id FROM made LIMIT $3::int - 2`, [conversationId, harbor.maya.userId, BOOKMARKS_MAX + 1, harbor.sam.userId])
    expect((await remind()).remindAt).toBe(after(60).toISOString())
    const one = await send('One too many')
    await expect(remind(60, { messageId: one.id })).rejects.toMatchObject({ code: 'conflict' })
  })
})
