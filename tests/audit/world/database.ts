import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { QueryResultRow } from 'pg'
import { Client } from 'pg'
import { startPostgres } from '#server/infra/postgres/embedded-postgres.ts'
import { migrate } from '#server/infra/postgres/migrate.ts'
import { locatePostgres } from '#server/infra/postgres/postgres-home.ts'
import type { TestDatabase } from '../../helpers/test-database.ts'
import { until } from '../../helpers/until.ts'

/** A PostgreSQL of the audit's own, migrated and empty, that can be killed. */
export interface AuditDatabase extends TestDatabase {
  /** Ends it as a power cut would (`kill -9`) and resolves when it serves again. */
  crash: () => Promise<void>
}

/** Starts it in a folder that `drop` removes. The embedded PostgreSQL comes back by itself after a crash. */
export async function startDatabase(): Promise<AuditDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-audit-'))
  const postgres = await startPostgres({ dataDir })
  await migrate({ databaseUrl: postgres.url })
  return {
    url: postgres.url,
    query: (sql, parameters) => query(postgres.url, sql, parameters),
    crash: async () => {
      process.kill(await postmasterOf(dataDir), 'SIGKILL')
      await until(async () => (await query(postgres.url, 'SELECT 1')).length === 1, { within: 60_000, every: 100, what: 'PostgreSQL after its crash' })
    },
    drop: async () => {
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** postmaster.pid: the first line is the process to which all others of the cluster belong. */
async function postmasterOf(dataDir: string): Promise<number> {
  const { cluster } = await locatePostgres(dataDir)
  return Number((await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')[0])
}

async function query<Row extends QueryResultRow>(url: string, sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  // A connection that a crash cuts fails its query, too; that is where it is dealt with.
  client.on('error', error => error)
  await client.connect()
  try {
    return (await client.query<Row>(sql, [...parameters])).rows
  }
  finally {
    await client.end()
  }
}
