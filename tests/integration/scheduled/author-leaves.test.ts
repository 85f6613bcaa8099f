import { v7 as uuidv7 } from 'uuid'
import { Client } from 'pg'
import { describe, expect } from 'vitest'
import { deleteAccount } from '#server/domain/account/delete-account.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { saveDraft } from '#server/domain/drafts/save-draft.ts'
import { removeMember } from '#server/domain/projects/remove-member.ts'
import { changeScheduled } from '#server/domain/scheduled/change-scheduled.ts'
import { scheduleMessage } from '#server/domain/scheduled/schedule-message.ts'
import { hashArgon2 } from '#server/infra/argon2.ts'
import { createHarbor } from '../../helpers/harbor.ts'
import { until } from '../../helpers/until.ts'
import { accountTest } from '../../helpers/fixtures/account.ts'

const password = 'fourteen tables'
/** Where the leaving transaction waits, by the number of its lock. */
const moments = { 'before it is written': 1, 'before it is committed': 2 } as const
const ways = ['out of the group', 'out of the project', 'for good'] as const
const writings = ['a draft', 'a scheduled message', 'another time for a scheduled message'] as const
const cases = ways.flatMap(way => writings.flatMap(what => Object.entries(moments).map(([moment, lock]) => ({ way, what, moment, lock }))))

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

const it = accountTest
  .extend('harbor', async ({ domain }) => {
    const harbor = await createHarbor(domain)
    await domain.database.query('UPDATE users SET password_hash = $1', [await hashArgon2(password)])
    return harbor
  })
  /** A connection with whose locks a test holds transactions that end a participation. */
  .extend('gate', { scope: 'file', auto: true }, async ({ domain }, { onCleanup }) => {
    const gate = new Client({ connectionString: domain.database.url })
    await gate.connect()
    onCleanup(() => gate.end())
    await domain.database.query(`
      CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(TG_ARGV[0]::int); RETURN NULL; END $$;
      CREATE TRIGGER before_leaving BEFORE UPDATE ON participants FOR EACH STATEMENT EXECUTE FUNCTION wait_at_gate(1);
      CREATE CONSTRAINT TRIGGER after_leaving AFTER UPDATE ON participants DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_at_gate(2);`)
    return gate
  })
  .extend('create', ({ harbor }) => async (conversation: Parameters<typeof createConversation>[0]['conversation']) =>
    (await createConversation({ actor: harbor.sam, conversation })).conversation.id)
  .extend('group', ({ harbor, create }) =>
    create({ type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.lena.userId, harbor.maya.userId] }))
  .extend('direct', ({ harbor, create }) => create({ type: 'direct', userId: harbor.maya.userId }))
  .extend('schedule', ({ harbor }) => (conversationId: string) => scheduleMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: 'Good morning', dueAt: inAnHour() }))
  /** The ids of Maya's scheduled messages, by conversation. */
  .extend('scheduledIds', async ({ group, direct, schedule }) =>
    new Map(await Promise.all([group, direct].map(async id => [id, (await schedule(id)).scheduled.id] as const))))
  .extend('leave', ({ harbor, group }) => ({
    'out of the group': () => leaveConversation({ actor: harbor.maya, conversationId: group }),
    'out of the project': () => removeMember({ actor: harbor.lena, projectId: harbor.project, userId: harbor.maya.userId }),
    'for good': () => deleteAccount({ actor: harbor.maya, password }),
  }))
  .extend('write', ({ harbor, schedule, scheduledIds }) => ({
    'a draft': (conversationId: string) => saveDraft({ actor: harbor.maya, conversationId, body: 'Dear Sam', age: 0 }),
    'a scheduled message': schedule,
    'another time for a scheduled message': (conversationId: string) => changeScheduled({ actor: harbor.maya, scheduledId: scheduledIds.get(conversationId) ?? '', dueAt: inAnHour() }),
  }))
  /** The number of transactions that wait for a lock of this type. */
  .extend('waiting', ({ domain }) => async (type: 'advisory' | '%') => {
    const [row] = await domain.database.query<{ count: number }>(
      `SELECT COUNT(DISTINCT pid)::int FROM pg_locks WHERE NOT granted AND locktype LIKE $1
        AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())`, [type])
    return row?.count ?? 0
  })
  .extend('rows', ({ domain }) => (conversationId: string) => domain.database.query(
    'SELECT body FROM drafts WHERE conversation_id = $1 UNION ALL SELECT body FROM scheduled_messages WHERE conversation_id = $1', [conversationId]))

describe('unsent texts of a participant who leaves', () => {
  it.for(['out of the group', 'out of the project'] as const)('[E-05] [E-09] %s are removed from their devices at once; those of other conversations stay', async (way, { domain, harbor, group, direct, scheduledIds, leave, rows }) => {
    await Promise.all([group, direct].map(conversationId => saveDraft({ actor: harbor.maya, conversationId, body: 'Dear Sam', age: 0 })))
    domain.published()
    await leave[way]()
    const events = domain.published().filter(({ name }) => name === 'scheduled:updated' || name === 'draft:updated')
    expect(events).toEqual([
      { name: 'scheduled:updated', to: { user: harbor.maya.userId }, payload: { id: scheduledIds.get(group), scheduled: null } },
      { name: 'draft:updated', to: { user: harbor.maya.userId }, payload: { conversationId: group, rootId: null, body: '', writtenAt: expect.stringMatching(/Z$/) } },
    ])
    expect(await rows(direct)).toHaveLength(2)
  })

  it.for(cases)('[E-05] [E-09] are not kept: $what, $way, waiting $moment', async ({ way, what, lock }, { gate, group, direct, leave, write, waiting, rows }) => {
    const conversationId = way === 'for good' ? direct : group
    await gate.query('SELECT pg_advisory_lock($1)', [lock])
    const leaving = leave[way]()
    await until(async () => await waiting('advisory') === 1, { what: 'the leaving transaction' })
    let isDone = false
    const writing = Promise.allSettled([write[what](conversationId)]).finally(() => isDone = true)
    await until(async () => isDone || await waiting('%') === 2, { what: 'the writing transaction' })
    await gate.query('SELECT pg_advisory_unlock($1)', [lock])
    await leaving
    const [outcome] = await writing
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: expect.stringMatching(/^(?:not_found|conflict)$/) })
    expect(await rows(conversationId)).toEqual([])
  })
})
