import { cp, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EmbeddedPostgres } from '#server/infra/postgres/embedded-postgres.ts'
import { startPostgres } from '#server/infra/postgres/embedded-postgres.ts'
import { makeDataFolder } from './data-folder.ts'

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Record<string, unknown>>(sql)
  await client.end()
  return Object.values(rows[0] ?? {})[0]
}

describe('the embedded PostgreSQL', () => {
  let dataDir = ''
  const running: EmbeddedPostgres[] = []
  const start = async (folder: string) => {
    const postgres = await startPostgres({ dataDir: folder, password: 'tide-and-harbor' })
    running.push(postgres)
    return postgres
  }
  beforeEach(async () => {
    dataDir = await makeDataFolder()
  })
  afterEach(async () => {
    // Two of them may share one folder, in which the earlier must not delete what the later still writes.
    for (const postgres of running.splice(0).reverse()) await postgres.destroy()
    await rm(dataDir, { recursive: true, force: true })
  })

  it('stores every script, sorts and folds it, and asks for its password', async () => {
    const { url } = await start(dataDir)
    expect(await ask(url, 'SHOW server_encoding')).toBe('UTF8')
    expect(await ask(url, 'SELECT lower(\'GRÜẞE ÅÄÖ ПРИВЕТ\') || \'👩‍🚀\'')).toBe('grüße åäö привет👩‍🚀')
    await expect(ask(url.replace('tide', 'ebb'), 'SELECT 1')).rejects.toThrow(/password authentication failed/)
  })

  it('[M-01] after a first start that was killed half-way, begins again', async () => {
    await mkdir(join(dataDir, 'postgres/cluster.new/base'), { recursive: true })
    const { url } = await start(dataDir)
    expect(await ask(url, 'SELECT current_database()')).toBe('parley')
  })

  // Only root has a home that PostgreSQL's user cannot enter.
  describe.skipIf(process.getuid?.() !== 0)('in a folder that its user cannot reach', () => {
    let home = ''
    beforeEach(async () => {
      home = await mkdtemp(join(homedir(), '.parley-test-'))
    })
    afterEach(() => rm(home, { recursive: true, force: true }))

    it('[M-01] keeps its data elsewhere, notes where, and moves with the folder', async () => {
      const first = await start(join(home, 'a'))
      await ask(first.url, 'CREATE TABLE kept (id int)')
      await first.stop()
      const place = await readFile(join(home, 'a/postgres.location'), 'utf8')
      expect((await stat(join(place, 'cluster'))).mode & 0o777).toBe(0o700)
      await rename(join(home, 'a'), join(home, 'b'))
      const second = await start(join(home, 'b'))
      expect(await ask(second.url, 'SELECT to_regclass(\'kept\')::text')).toBe('kept')
    })

    it('[M-01] starts empty in a folder that was deleted and created again, and never shares data with a copy', async () => {
      const first = await start(join(home, 'a'))
      await first.stop()
      await cp(join(home, 'a'), join(home, 'copy'), { recursive: true })
      await expect(startPostgres({ dataDir: join(home, 'copy') })).rejects.toThrow(/is a copy of .* without its database/)
      await rm(join(home, 'a'), { recursive: true })
      const second = await startPostgres({ dataDir: join(home, 'a'), password: 'another' })
      running.push(second)
      expect(await ask(second.url, 'SELECT 1')).toBe(1)
    })
  })
})
