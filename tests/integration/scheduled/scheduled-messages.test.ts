import { v7 as uuidv7 } from 'uuid'
import { describe, expect } from 'vitest'
import { SCHEDULED_MAX } from '#shared/limits.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { updateConversation } from '#server/domain/conversations/update-conversation.ts'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { listMessages } from '#server/domain/messages/list-messages.ts'
import { deliverMessage, sendMessage } from '#server/domain/messages/send/send-message.ts'
import { cancelScheduled } from '#server/domain/scheduled/cancel-scheduled.ts'
import { changeScheduled } from '#server/domain/scheduled/change-scheduled.ts'
import { claimScheduled } from '#server/domain/scheduled/claim-scheduled.ts'
import { listScheduled } from '#server/domain/scheduled/list-scheduled.ts'
import { scheduleMessage } from '#server/domain/scheduled/schedule-message.ts'
import { sendDue } from '#server/domain/scheduled/send-due.ts'
import { sendScheduled } from '#server/domain/scheduled/send-scheduled.ts'
import { updateSettings } from '#server/domain/conversation-settings/update-settings.ts'
import { Prisma } from '#generated/client.ts'
import { database } from '#server/infra/postgres/database.ts'
import { scheduleTest } from '../../helpers/fixtures/schedule.ts'

/** The current time in these tests. All times are relative to it. */
const noon = new Date('2031-03-04T12:00:00Z')
const after = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)

const claimDue = (now: Date) => claimScheduled({ now, limit: 10, where: Prisma.sql`due_at <= ${now}::timestamptz` })

const it = scheduleTest
  .extend('schedule', ({ harbor, conversationId }) => async (minutes = 60, wanted = {}, actor = harbor.sam) => {
    const { scheduled } = await scheduleMessage({ actor, conversationId, id: uuidv7(), body: `In ${minutes} minutes`, dueAt: after(minutes).toISOString(), now: noon, ...wanted })
    return scheduled
  })
  .extend('change', ({ harbor }) => (scheduledId: string, patch: { body?: string, dueAt?: string }, actor = harbor.sam) => changeScheduled({ actor, scheduledId, now: noon, ...patch }))
  .extend('list', ({ harbor }) => (actor = harbor.sam) => listScheduled({ actor }))
  .extend('bodies', ({ harbor, conversationId }) => async () => (await listMessages({ actor: harbor.maya, conversationId })).messages.map(({ body }) => body))
  .extend('createdEvents', ({ domain }) => () => domain.published().filter(({ name }) => name === 'message:created'))

describe('a scheduled message', () => {
  it('[E-09] is visible only to its author until its time, and is then sent', async ({ domain, harbor, conversationId, queued, schedule, list, bodies }) => {
    const { message: sign } = await sendMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: 'How wide is the sign?' })
    domain.published()
    const scheduled = await schedule(60, { quotedId: sign.id })
    expect(domain.published()).toEqual([{ name: 'scheduled:updated', to: { user: harbor.sam.userId }, payload: { id: scheduled.id, scheduled } }])
    expect([await list(), await list(harbor.maya), queued]).toEqual([[scheduled], [], [after(60)]])
    await sendDue({ now: after(59) })
    expect(await bodies()).toEqual(['How wide is the sign?'])
    await sendDue({ now: after(60) })
    const { messages } = await listMessages({ actor: harbor.maya, conversationId })
    expect(messages.at(-1)).toMatchObject({ id: scheduled.id, authorId: harbor.sam.userId, body: 'In 60 minutes', quotedId: sign.id })
    expect(domain.published().map(({ name }) => name)).toEqual(['message:created', 'scheduled:updated'])
    expect(await list()).toEqual([])
  })

  it('[E-09] is sent without a session of its author', async ({ domain, harbor, schedule, bodies }) => {
    await schedule()
    const [ended] = await domain.database.query<{ id: string }>('UPDATE sessions SET revoked_at = now() WHERE id = $1 RETURNING id', [harbor.sam.sessionId])
    await sendDue({ now: after(60) })
    await domain.database.query('UPDATE sessions SET revoked_at = NULL WHERE id = $1', [ended?.id])
    expect(await bodies()).toEqual(['In 60 minutes'])
  })

  it('[E-09] is created once per id; the id with another text is refused', async ({ harbor, conversationId, queued }) => {
    const id = uuidv7()
    const again = { actor: harbor.sam, conversationId, id, body: 'Good morning', dueAt: after(60).toISOString(), now: noon }
    const calls = await Promise.all([scheduleMessage(again), scheduleMessage(again)])
    expect(calls.map(({ created }) => created).sort()).toEqual([false, true])
    expect(queued).toHaveLength(1)
    // A repeated request is accepted under a minute before its time.
    await expect(scheduleMessage({ ...again, now: after(59.5) })).resolves.toMatchObject({ created: false, scheduled: { id } })
    await expect(scheduleMessage({ ...again, body: 'Good evening' })).rejects.toMatchObject({ code: 'id_reused' })
    await expect(scheduleMessage({ ...again, actor: harbor.maya })).rejects.toMatchObject({ code: 'id_reused' })
    await sendDue({ now: after(60) })
    await expect(scheduleMessage(again)).rejects.toMatchObject({ code: 'id_reused' })
  })

  it('[E-09] is refused under a minute or over a year ahead, and above the limit per user', async ({ domain, harbor, conversationId, schedule }) => {
    for (const minutes of [-5, 0.5, 60 * 24 * 367]) await expect(schedule(minutes)).rejects.toMatchObject({ code: 'invalid' })
    await domain.database.query(`
      INSERT INTO scheduled_messages (id, author_id, conversation_id, body, due_at)
      SELECT gen_random_uuid(), $1, $2, 'Note', now() FROM generate_series(1, $3::int)`, [harbor.sam.userId, conversationId, SCHEDULED_MAX])
    await expect(schedule()).rejects.toMatchObject({ code: 'conflict' })
    expect((await schedule(60, {}, harbor.maya)).state).toBe('waiting')
  })

  it('[E-09] [S-16] is refused without the posting right, and others cannot change, cancel or send it', async ({ harbor, conversationId, schedule, change }) => {
    await expect(schedule(60, {}, harbor.otto)).rejects.toMatchObject({ code: 'not_found' })
    const { id } = await schedule()
    for (const actor of [harbor.maya, harbor.otto]) {
      await expect(change(id, { body: 'Ours' }, actor)).rejects.toMatchObject({ code: 'not_found' })
      await expect(cancelScheduled({ actor, scheduledId: id })).rejects.toMatchObject({ code: 'not_found' })
      await expect(sendScheduled({ actor, scheduledId: id })).rejects.toMatchObject({ code: 'not_found' })
    }
    const { conversation: other } = await createConversation({ actor: harbor.sam, conversation: { type: 'direct', userId: harbor.lena.userId } })
    const { message } = await sendMessage({ actor: harbor.sam, conversationId: other.id, id: uuidv7(), body: 'Between the two of us' })
    await expect(schedule(60, { quotedId: message.id })).rejects.toMatchObject({ code: 'not_found' })
    await updateSettings({ actor: harbor.lena, conversationId, patch: { whoPosts: 'admins' } })
    await expect(schedule()).rejects.toMatchObject({ code: 'posting_restricted' })
    await updateConversation({ actor: harbor.lena, conversationId, status: 'archived' })
    await expect(schedule()).rejects.toMatchObject({ code: 'conversation_archived' })
  })

  it('[E-09] fails with the reason if refused at its time, and can be sent later', async ({ domain, harbor, conversationId, schedule, list }) => {
    const { id } = await schedule()
    await updateConversation({ actor: harbor.lena, conversationId, status: 'archived' })
    domain.published()
    await sendDue({ now: after(60) })
    expect(await list()).toMatchObject([{ id, state: 'failed', error: 'conversation_archived' }])
    expect(domain.published()).toMatchObject([{ name: 'scheduled:updated', payload: { scheduled: { state: 'failed' } } }])
    await sendDue({ now: after(120) })
    expect(domain.published()).toEqual([])
    await expect(sendScheduled({ actor: harbor.sam, scheduledId: id })).rejects.toMatchObject({ code: 'conversation_archived' })
    await updateConversation({ actor: harbor.lena, conversationId, status: 'active' })
    expect(await sendScheduled({ actor: harbor.sam, scheduledId: id })).toMatchObject({ id, body: 'In 60 minutes' })
    expect(await list()).toEqual([])
  })

  it('[E-09] can be changed until it is sent, and waits again if it failed and got a new time', async ({ domain, queued, schedule, change, bodies }) => {
    const { id } = await schedule()
    await change(id, { body: 'Said better', dueAt: after(90).toISOString() })
    expect(queued).toEqual([after(60), after(90)])
    await sendDue({ now: after(60) })
    expect(await bodies()).toEqual([])
    await domain.database.query(`UPDATE scheduled_messages SET state = 'failed', error = 'posting_restricted' WHERE id = $1`, [id])
    expect(await change(id, { dueAt: after(95).toISOString() })).toMatchObject({ state: 'waiting', error: null })
    await sendDue({ now: after(95) })
    expect(await bodies()).toEqual(['Said better'])
    await expect(change(id, { body: 'Too late' })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[E-09] is not sent after it was cancelled', async ({ harbor, schedule, bodies }) => {
    const { id } = await schedule()
    await cancelScheduled({ actor: harbor.sam, scheduledId: id })
    await sendDue({ now: after(60) })
    expect(await bodies()).toEqual([])
    await expect(cancelScheduled({ actor: harbor.sam, scheduledId: id })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[E-09] is sent once by two nodes and its author at the same time', async ({ harbor, schedule, list, bodies, createdEvents }) => {
    const planned = [await schedule(60), await schedule(61), await schedule(62)]
    await Promise.allSettled([sendDue({ now: after(90) }), sendDue({ now: after(90) }), sendScheduled({ actor: harbor.sam, scheduledId: planned[0]?.id ?? '' })])
    expect((await bodies()).sort()).toEqual(['In 60 minutes', 'In 61 minutes', 'In 62 minutes'])
    expect(createdEvents()).toHaveLength(3)
    expect(await list()).toEqual([])
  })

  it('[E-09] cannot be changed while being sent, and is sent again if the node dies before sending', async ({ harbor, schedule, change, bodies }) => {
    const { id } = await schedule()
    expect(await claimDue(after(60))).toHaveLength(1)
    await expect(change(id, { body: 'Wait!' })).rejects.toMatchObject({ code: 'conflict' })
    await expect(cancelScheduled({ actor: harbor.sam, scheduledId: id })).rejects.toMatchObject({ code: 'conflict' })
    await sendDue({ now: after(60.5) })
    expect(await bodies()).toEqual([])
    await sendDue({ now: after(61) })
    expect(await bodies()).toEqual(['In 60 minutes'])
  })

  it('[E-09] is not sent again if the node dies after sending and before recording it', async ({ schedule, list, bodies, createdEvents }) => {
    await schedule()
    const [claimed] = await claimDue(after(60))
    if (!claimed) throw new Error('Nothing was due')
    await deliverMessage({ ...claimed, parentId: undefined, quotedId: undefined, sessionId: null }, 'test')
    await sendDue({ now: after(61) })
    expect(await bodies()).toEqual(['In 60 minutes'])
    expect(createdEvents()).toHaveLength(1)
    expect(await list()).toEqual([])
  })

  it('[E-09] that causes a database error does not delay others, and is retried', async ({ domain, schedule, bodies }) => {
    const { id } = await schedule(30)
    await schedule(31)
    await domain.database.query(`
      CREATE FUNCTION break_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id = '${id}' THEN RAISE EXCEPTION 'broken'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER break_one BEFORE INSERT ON messages FOR EACH ROW EXECUTE FUNCTION break_one();`)
    await expect(sendDue({ now: after(60) })).rejects.toThrow('could not be sent')
    expect(await bodies()).toEqual(['In 31 minutes'])
    await domain.database.query('DROP TRIGGER break_one ON messages; DROP FUNCTION break_one();')
    await sendDue({ now: after(61) })
    expect(await bodies()).toEqual(['In 31 minutes', 'In 30 minutes'])
  })

  it('[E-09] of a former participant or a deactivated user is not sent', async ({ harbor, conversationId, schedule, list, bodies }) => {
    await schedule()
    await leaveConversation({ actor: harbor.sam, conversationId })
    expect(await list()).toEqual([])
    await schedule(60, {}, harbor.maya)
    await database().user.update({ where: { id: harbor.maya.userId }, data: { deactivatedAt: noon } })
    await sendDue({ now: after(60) })
    await database().user.update({ where: { id: harbor.maya.userId }, data: { deactivatedAt: null } })
    expect(await list(harbor.maya)).toMatchObject([{ state: 'failed', error: 'unauthenticated' }])
    expect(await bodies()).toEqual([])
  })
})
