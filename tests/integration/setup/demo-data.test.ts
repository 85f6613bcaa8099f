import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkPassword } from '#server/domain/authentication/password.ts'
import { database } from '#server/infra/postgres/database.ts'
import { demoAccounts, demoPassword } from '../../../prisma/demo-accounts.ts'
import seed from '../../../prisma/seed.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'

const NOW = new Date('2026-11-20T12:00:00Z')

let domain: TestDomain

beforeAll(async () => {
  domain = await openDomain()
  await seed(database(), NOW)
})
afterAll(() => domain.close())

function rows<Row extends object>(sql: string): Promise<Row[]> {
  return domain.database.query<Row & Record<string, unknown>>(sql)
}

describe('the demo data', () => {
  it('is a studio with three projects, ten people and some hundred messages over weeks', async () => {
    const [counts] = await rows(`SELECT (SELECT count(*)::int FROM users) AS people, (SELECT count(*)::int FROM projects) AS projects,
      (SELECT count(*)::int FROM messages) AS messages, (SELECT count(DISTINCT created_at::date)::int FROM messages) AS days`)
    expect(counts).toMatchObject({ people: 10, projects: 3 })
    expect(counts).toSatisfy(({ messages, days }: { messages: number, days: number }) => messages >= 300 && days >= 20)
  })

  it('its counters match its messages', async () => {
    expect(await rows(`
      SELECT c.id FROM conversations c LEFT JOIN messages m ON m.conversation_id = c.id
      GROUP BY c.id HAVING c.last_seq <> count(m.id) OR c.change_seq <> max(m.change_seq)
        OR c.last_seq <> max(m.seq) OR c.last_message_at <> max(m.created_at)`)).toEqual([])
    expect(await rows(`
      SELECT c.id FROM conversations c WHERE c.change_seq <> (
        SELECT count(*) + count(root_id) + count(pinned_at) + sum(reaction_count)
          + sum((SELECT count(DISTINCT user_id) FROM poll_votes v WHERE v.message_id = m.id))
        FROM messages m WHERE m.conversation_id = c.id)`)).toEqual([])
    expect(await rows(`
      SELECT m.id FROM messages m WHERE m.reaction_count <> (SELECT count(*) FROM reactions r WHERE r.message_id = m.id)
        OR m.reply_count <> (SELECT count(*) FROM messages reply WHERE reply.root_id = m.id)`)).toEqual([])
  })

  it('contains reactions, threads, mentions, pins and votes', async () => {
    const [counts] = await rows<Record<string, number>>(`SELECT (SELECT count(*)::int FROM reactions) AS reactions,
      (SELECT count(*)::int FROM messages WHERE reply_count > 0) AS threads, (SELECT count(*)::int FROM messages WHERE body LIKE '%<@%') AS mentions,
      (SELECT count(*)::int FROM messages WHERE pinned_at IS NOT NULL) AS pins, (SELECT count(DISTINCT message_id)::int FROM poll_votes) AS polls`)
    expect(Object.values(counts ?? {})).toSatisfy((all: number[]) => all.length === 5 && all.every(count => count > 0))
  })

  it('times grow with seq and end before now, and ids sort by time', async () => {
    expect(await rows(`
      SELECT later.id FROM messages later JOIN messages earlier
        ON earlier.conversation_id = later.conversation_id AND earlier.seq = later.seq - 1
      WHERE earlier.created_at >= later.created_at OR earlier.id >= later.id`)).toEqual([])
    expect(await rows(`SELECT id FROM messages WHERE created_at > '${NOW.toISOString()}'`)).toEqual([])
  })

  it('participants share a project, and notes have one reader', async () => {
    expect(await rows(`
      SELECT c.id FROM conversations c JOIN participants p ON p.conversation_id = c.id
      WHERE c.type = 'group' AND NOT EXISTS (SELECT FROM project_members m WHERE m.project_id = c.project_id AND m.user_id = p.user_id)`)).toEqual([])
    expect(await rows(`
      SELECT c.id FROM conversations c WHERE c.type = 'direct' AND NOT EXISTS (
        SELECT FROM project_members a JOIN project_members b USING (project_id) WHERE a.user_id = c.direct_low_id AND b.user_id = c.direct_high_id)`)).toEqual([])
    expect(await rows(`
      SELECT c.type, count(*) FROM conversations c JOIN participants p ON p.conversation_id = c.id
      GROUP BY c.id HAVING count(*) <> CASE c.type WHEN 'self' THEN 1 WHEN 'direct' THEN 2 ELSE count(*) END`)).toEqual([])
  })

  it('it has unread messages, but none that are unread for their author', async () => {
    const unread = await rows(`
      SELECT DISTINCT p.user_id FROM participants p JOIN messages m ON m.conversation_id = p.conversation_id
      WHERE m.seq > p.last_read_seq AND m.author_id <> p.user_id`)
    expect(unread.length).toBeGreaterThanOrEqual(6)
    expect(await rows(`
      SELECT p.user_id FROM participants p JOIN messages m ON m.conversation_id = p.conversation_id AND m.author_id = p.user_id
      WHERE m.seq > p.last_read_seq`)).toEqual([])
  })

  it('its accounts can sign in', async () => {
    for (const { email } of demoAccounts) {
      const user = await database().user.findUnique({ where: { email } })
      expect(await checkPassword(demoPassword, user?.passwordHash), email).toMatchObject({ matches: true })
    }
  })

  it('is created once, and is the same every time', async () => {
    const words = () => rows('SELECT m.id, m.body FROM messages m ORDER BY m.id')
    const before = await words()
    await seed(database(), NOW)
    expect(await words()).toEqual(before)
    await domain.database.query('TRUNCATE users, projects, conversations CASCADE')
    await seed(database(), NOW)
    expect(await words()).toEqual(before)
  })
})
