import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestDatabase } from '../../helpers/test-database.ts'
import { createDatabase } from '../../helpers/test-database.ts'
import type { Installation } from './data-folder.ts'
import { makeDataFolder, signIn, startInstallation, untilEnded, untilReady } from './data-folder.ts'

const JWT_SECRET = 'v9RkX2mQ7tLpZ4wN8sBd1cFh6jYg3aEu'

describe('a start on the operator\'s database', () => {
  let database: TestDatabase
  let dataDir = ''
  const nodes: Installation[] = []
  beforeAll(async () => {
    [database, dataDir] = await Promise.all([createDatabase(), makeDataFolder()])
  })
  afterAll(async () => {
    await Promise.all(nodes.map(({ server }) => server.stop()))
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  })

  it('[R-164] migrates an empty database once, though several nodes start together', async () => {
    await database.query('DROP SCHEMA public CASCADE')
    await database.query('CREATE SCHEMA public')
    nodes.push(...await Promise.all([1, 2].map(() => startInstallation(dataDir, { DATABASE_URL: database.url, JWT_SECRET }))))
    await Promise.all(nodes.map(untilReady))
    const rows = await database.query<{ count: number }>('SELECT count(*)::int AS count FROM _prisma_migrations GROUP BY migration_name')
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every(({ count }) => count === 1)).toBe(true)
  })

  it('[R-188] plants no demo account there', async () => {
    expect(await database.query('SELECT 1 FROM users')).toEqual([])
    expect(await Promise.all(nodes.map(node => signIn(node, 'maya@lume.example', 'harbor-lights')))).toEqual([401, 401])
  })

  it.each([
    ['DATABASE_URL', { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/parley', JWT_SECRET }, 'The database of DATABASE_URL cannot be reached'],
    ['JWT_SECRET', { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/parley' }, 'JWT_SECRET is missing'],
    ['VAPID_SUBJECT', { VAPID_SUBJECT: 'mailto:admin@localhost' }, 'VAPID_SUBJECT needs a public address'],
  ])('[R-188] a wrong %s stops the start with one sentence that names it', async (_, env, sentence) => {
    const wrong = await startInstallation(dataDir, env)
    expect(await untilEnded(wrong)).toBe(1)
    expect(wrong.server.output().split('\n').filter(line => line.startsWith('Parley cannot start: '))).toEqual([expect.stringContaining(sentence)])
  })

  it('[R-188] refuses a database that is not UTF-8', async () => {
    const url = new URL(database.url)
    url.pathname = `${url.pathname}_latin`
    await database.query(`CREATE DATABASE ${url.pathname.slice(1)} ENCODING 'LATIN1' TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'`)
    const wrong = await startInstallation(dataDir, { DATABASE_URL: url.href, JWT_SECRET })
    expect(await untilEnded(wrong)).toBe(1)
    expect(wrong.server.output()).toContain('the encoding LATIN1; UTF8 is needed')
    await database.query(`DROP DATABASE ${url.pathname.slice(1)}`)
  })
})
