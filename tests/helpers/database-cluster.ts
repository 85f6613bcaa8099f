import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { startPostgres } from '#server/infra/embedded-postgres.ts'
import { migrate } from '#server/infra/migrate.ts'

/** The environment variable through which test files find the cluster. */
export const CLUSTER_URL = 'PARLEY_TEST_CLUSTER_URL'

/** The migrated, empty database that every test file's own is copied from. */
export const TEMPLATE_DATABASE = 'parley_template'

/**
 * Set-up for a whole run of vitest or Playwright: one temporary PostgreSQL with a migrated
 * template. Returns what takes it down again.
 */
export default async function startCluster(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-cluster-'))
  const postgres = await startPostgres({ dataDir })
  process.env[CLUSTER_URL] = postgres.url
  await createTemplate(postgres.url)
  return async () => {
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function createTemplate(clusterUrl: string): Promise<void> {
  const administrator = new Client({ connectionString: clusterUrl })
  await administrator.connect()
  await administrator.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`)
  await administrator.end()
  const url = new URL(clusterUrl)
  url.pathname = `/${TEMPLATE_DATABASE}`
  await migrate({ databaseUrl: url.href })
}
