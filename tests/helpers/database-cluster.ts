import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { startPostgres } from '#server/infra/postgres/embedded-postgres.ts'
import { migrate } from '#server/infra/postgres/migrate.ts'
import { CLUSTER_URL, TEMPLATE_DATABASE } from './database-names.ts'

/**
 * Two workers, each with two nodes and their pools, need more connections than an installation;
 * and what a power cut would lose does not matter here (a killed process loses nothing).
 */
const TEST_SETTINGS = { max_connections: '400', fsync: 'off', full_page_writes: 'off' }

/**
 * Set-up for a whole run of vitest or Playwright: one temporary PostgreSQL with a migrated
 * template. Returns what takes it down again.
 */
export default async function startCluster(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-cluster-'))
  // As root, PostgreSQL runs as another user, who must be able to look inside.
  await chmod(dataDir, 0o755)
  const postgres = await startPostgres({ dataDir, settings: TEST_SETTINGS })
  await createTemplate(postgres.url)
  process.env[CLUSTER_URL] = postgres.url
  return () => postgres.destroy()
}

async function createTemplate(clusterUrl: string): Promise<void> {
  await execute(clusterUrl, [`CREATE DATABASE ${TEMPLATE_DATABASE}`])
  const url = new URL(clusterUrl)
  url.pathname = `/${TEMPLATE_DATABASE}`
  await migrate({ databaseUrl: url.href })
}

async function execute(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  }
  finally {
    await client.end()
  }
}
