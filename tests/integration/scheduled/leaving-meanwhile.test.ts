import { v7 as uuidv7 } from 'uuid'
import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deleteAccount } from '#server/domain/account/delete-account.ts'
import { createConversation } from '#server/domain/conversations/create-conversation.ts'
import { leaveConversation } from '#server/domain/conversations/leave-conversation.ts'
import { saveDraft } from '#server/domain/drafts/save-draft.ts'
import { removeMember } from '#server/domain/projects/remove-member.ts'
import { changeScheduled } from '#server/domain/scheduled/change-scheduled.ts'
import { scheduleMessage } from '#server/domain/scheduled/schedule-message.ts'
import { hashArgon2 } from '#server/infra/argon2.ts'
import { openAccountDomain, type AccountDomain } from '../../helpers/account-domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'
import { until } from '../../helpers/until.ts'

const password = 'fourteen tables'
/** Where leaving waits for a lock, by the number of the lock. */
const moments = { 'before it is written': 1, 'before it is committed': 2 } as const
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

describe('what is written while its author goes', () => {
  let domain: AccountDomain
  let harbor: Harbor
  /** Makes a participant wait for a lock of this connection. */
  let gate: Client
  let group: string
  let direct: string
  /** What Maya left to be sent before, by conversation. */
  const left = new Map<string, string>()

  beforeAll(async () => {
    domain = await openAccountDomain()
    gate = new Client({ connectionString: domain.database.url })
    await gate.connect()
    await domain.database.query(`
      CREATE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(TG_ARGV[0]::int); RETURN NULL; END $$;
      CREATE TRIGGER before_leaving BEFORE UPDATE ON participants FOR EACH STATEMENT EXECUTE FUNCTION wait_at_gate(1);
      CREATE CONSTRAINT TRIGGER after_leaving AFTER UPDATE ON participants DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait_at_gate(2);`)
  })
  afterAll(async () => {
    await gate.end()
    await domain.close()
  })
  beforeEach(async () => {
    harbor = await createHarbor(domain)
    await domain.database.query('UPDATE users SET password_hash = $1', [await hashArgon2(password)])
    const create = async (conversation: Parameters<typeof createConversation>[0]['conversation']) =>
      (await createConversation({ actor: harbor.sam, conversation })).conversation.id
    group = await create({ type: 'group', id: uuidv7(), projectId: harbor.project, title: 'Shop front', userIds: [harbor.lena.userId, harbor.maya.userId] })
    direct = await create({ type: 'direct', userId: harbor.maya.userId })
    await Promise.all([group, direct].map(async place => left.set(place, (await plan(place)).scheduled.id)))
  })

  const plan = (conversationId: string) => scheduleMessage({ actor: harbor.maya, conversationId, id: uuidv7(), body: 'Good morning', dueAt: inAnHour() })
  const ways = {
    'out of the group': { leave: () => leaveConversation({ actor: harbor.maya, conversationId: group }), place: () => group },
    'out of the project': { leave: () => removeMember({ actor: harbor.lena, projectId: harbor.project, userId: harbor.maya.userId }), place: () => group },
    'for good': { leave: () => deleteAccount({ actor: harbor.maya, password }), place: () => direct },
  }
  const writings = {
    'a draft': (conversationId: string) => saveDraft({ actor: harbor.maya, conversationId, body: 'Dear Sam', age: 0 }),
    'a message for later': plan,
    'another time for one': (conversationId: string) => changeScheduled({ actor: harbor.maya, scheduledId: left.get(conversationId) ?? '', dueAt: inAnHour() }),
  }

  const waiting = async (type: 'advisory' | '%') => {
    const [row] = await domain.database.query<{ count: number }>(
      `SELECT COUNT(DISTINCT pid)::int FROM pg_locks WHERE NOT granted AND locktype LIKE $1
        AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())`, [type])
    return row?.count ?? 0
  }
  const rows = (conversationId: string) => domain.database.query(
    'SELECT body FROM drafts WHERE conversation_id = $1 UNION ALL SELECT body FROM scheduled_messages WHERE conversation_id = $1', [conversationId])

  it.each(['out of the group', 'out of the project'] as const)('[E-05] [E-09] unsent texts of a participant who goes %s are removed from their devices at once; those elsewhere stay', async (way) => {
    await Promise.all([group, direct].map(conversationId => saveDraft({ actor: harbor.maya, conversationId, body: 'Dear Sam', age: 0 })))
    domain.published()
    await ways[way].leave()
    const told = domain.published().filter(({ name }) => name === 'scheduled:updated' || name === 'draft:updated')
    expect(told).toEqual([
      { name: 'scheduled:updated', to: { user: harbor.maya.userId }, payload: { id: left.get(group), scheduled: null } },
      { name: 'draft:updated', to: { user: harbor.maya.userId }, payload: { conversationId: group, rootId: null, body: '', writtenAt: expect.stringMatching(/Z$/) } },
    ])
    expect(await rows(direct)).toHaveLength(2)
  })

  const cases = Object.keys(ways).flatMap(way => Object.keys(writings).flatMap(what => Object.keys(moments).map(moment => ({ way, what, moment }))))
  it.each(cases)('[E-05] [E-09] $what, by a participant who goes $way, waiting $moment', async ({ way, what, moment }) => {
    const { leave, place } = ways[way as keyof typeof ways]
    const number = moments[moment as keyof typeof moments]
    await gate.query('SELECT pg_advisory_lock($1)', [number])
    const leaving = leave()
    await until(async () => await waiting('advisory') === 1, { what: 'the one who leaves' })
    let isDone = false
    const writing = Promise.allSettled([writings[what as keyof typeof writings](place())]).finally(() => isDone = true)
    await until(async () => isDone || await waiting('%') === 2, { what: 'the one who writes' })
    await gate.query('SELECT pg_advisory_unlock($1)', [number])
    await leaving
    const [outcome] = await writing
    if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: expect.stringMatching(/^(?:not_found|conflict)$/) })
    expect(await rows(place())).toEqual([])
  })
})
