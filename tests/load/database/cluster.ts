import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, escapeIdentifier } from 'pg'
import { startPostgres } from '#server/infra/postgres/embedded-postgres.ts'
import { migrate } from '#server/infra/postgres/migrate.ts'

/** The PostgreSQL that all targets of a run share, each with a database of its own. */
export interface Cluster {
  /** Creates an empty database and returns its URL; `migrated` with the product's tables in it. */
  createDatabase: (name: string, options?: { migrated: boolean }) => Promise<string>
  /** PostgreSQL's version, such as 18.4. */
  version: () => Promise<string>
  /** Removes the databases, and the cluster if it was started for the run. */
  stop: () => Promise<void>
}

/** Uses the cluster at `url`, or starts the embedded PostgreSQL in a folder that `stop` removes. */
export async function openCluster(url?: string): Promise<Cluster> {
  if (url !== undefined) return createCluster(url, async () => undefined)
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-load-'))
  const postgres = await startPostgres({ dataDir })
  return createCluster(postgres.url, () => postgres.destroy())
}

function createCluster(clusterUrl: string, end: () => Promise<void>): Cluster {
  const names = new Set<string>()
  return {
    createDatabase: async (name, { migrated } = { migrated: false }) => {
      await withClient(clusterUrl, client => client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`))
      await withClient(clusterUrl, client => client.query(`CREATE DATABASE ${escapeIdentifier(name)}`))
      names.add(name)
      const url = new URL(clusterUrl)
      url.pathname = `/${name}`
      if (migrated) await migrate({ databaseUrl: url.href })
      return url.href
    },
    version: async () => {
      const { rows: [row] } = await withClient(clusterUrl, client => client.query<{ server_version: string }>('SHOW server_version'))
      return row?.server_version.split(' ')[0] ?? 'unknown'
    },
    stop: async () => {
      for (const name of names) {
        await withClient(clusterUrl, client => client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`))
      }
      await end()
    },
  }
}

/** Runs `work` on a connection of its own. */
export async function withClient<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  }
  finally {
    await client.end()
  }
}
