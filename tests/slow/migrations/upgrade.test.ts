import { readFileSync, readdirSync } from 'node:fs'
import { Client } from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { conversation as conversationShape } from '#shared/contracts/conversations.ts'
import { message as messageShape } from '#shared/contracts/messages.ts'
import { checkPassword } from '#server/domain/authentication/password.ts'
import { listConversations } from '#server/domain/conversations/list-conversations.ts'
import { listMessages } from '#server/domain/messages/list-messages.ts'
import { sendMessage } from '#server/domain/messages/send/send-message.ts'
import { listChanges } from '#server/domain/sync/list-changes.ts'
import { migrate } from '#server/infra/postgres/migrate.ts'
import { demoAccounts, demoPassword } from '../../../prisma/demo-accounts.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { listMigrations, migrateUpTo } from '../../helpers/migrated-database.ts'
import { createDatabase, EMPTY, type TestDatabase } from '../../helpers/test-database.ts'

const snapshots = readdirSync('tests/snapshots').filter(file => file.endsWith('.sql')).sort().map(file => file.replace(/\.sql$/, ''))
const migrations = await listMigrations()

/** The newest version that the newest migration upgrades; with `npm test -- full`, every version. */
const upgraded = process.env.PARLEY_TEST_FULL ? snapshots : snapshots.filter(name => name < (migrations.at(-1) ?? '')).slice(-1)

/** All statements of a snapshot, over one connection: the first of them is a setting. */
async function load({ url }: TestDatabase, snapshot: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(readFileSync(`tests/snapshots/${snapshot}.sql`, 'utf8'))
  await client.end()
}

it('[T-24] there is a snapshot of every migration that another one follows', () => {
  expect(snapshots).toEqual(expect.arrayContaining(migrations.slice(0, -1)))
  expect(migrations).toEqual(expect.arrayContaining(snapshots))
})

describe.each(upgraded)('an installation as of %s', (snapshot) => {
  let domain: TestDomain
  let counted: Record<string, number>

  beforeAll(async () => {
    const database = await createDatabase(EMPTY)
    await migrateUpTo(database.url, snapshot)
    await load(database, snapshot)
    counted = await countRows(database)
    expect(await migrate({ databaseUrl: database.url })).toEqual(migrations.filter(name => name > snapshot))
    domain = await openDomain(database)
  })
  afterAll(() => domain.close())

  async function countRows({ query }: TestDatabase): Promise<Record<string, number>> {
    const tables = ['users', 'sessions', 'refresh_tokens', 'email_tokens', 'audit_events', 'projects', 'project_members', 'conversations', 'participants', 'messages']
    const counts = await Promise.all(tables.map(table => query<{ count: number }>(`SELECT COUNT(*)::int AS count FROM ${table}`)))
    return Object.fromEntries(tables.map((table, index) => [table, counts[index]?.[0]?.count ?? 0]))
  }

  async function people() {
    const rows = await domain.database.query<{ id: string }>('SELECT id FROM users ORDER BY id')
    return await Promise.all(rows.map(({ id }) => domain.actorFor(id)))
  }

  it('[T-24] has lost no row', async () => {
    expect(Object.entries(counted).filter(([, count]) => count === 0)).toEqual([])
    expect(await countRows(domain.database)).toEqual(counted)
  })

  it('[T-24] lets everyone in as before', async () => {
    const hashes = await domain.database.query<{ hash: string }>('SELECT password_hash AS hash FROM users WHERE email = ANY($1)', [demoAccounts.map(({ email }) => email)])
    expect(hashes).toHaveLength(demoAccounts.length)
    for (const { hash } of hashes) expect(await checkPassword(demoPassword, hash)).toMatchObject({ matches: true })
  })

  it('[T-24] shows everyone what they had: conversations, messages and changes', async () => {
    let seen = 0
    for (const actor of await people()) {
      for (const head of await listConversations({ actor })) {
        conversationShape.parse(head)
        const { messages } = await listMessages({ actor, conversationId: head.id, limit: 200 })
        const { messages: changed } = await listChanges({ actor, conversationId: head.id, after: 0, limit: 200 })
        for (const message of [...messages, ...changed]) messageShape.parse(message)
        expect(changed.map(({ id }) => id).sort()).toEqual(expect.arrayContaining(messages.map(({ id }) => id).sort()))
        seen += messages.length
      }
    }
    expect(seen).toBeGreaterThan(100)
  })

  it('[T-24] goes on where it stopped', async () => {
    for (const actor of await people()) {
      const open = (await listConversations({ actor })).filter(({ status }) => status === 'active')
      for (const { id, lastSeq } of open) {
        const { message } = await sendMessage({ actor, id: uuidv7(), conversationId: id, body: 'After the upgrade' })
        expect(message.seq).toBe(lastSeq + 1)
      }
    }
  })
})
