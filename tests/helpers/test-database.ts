import { randomUUID } from 'node:crypto'
import type { QueryResultRow } from 'pg'
import { Client, Pool, escapeIdentifier } from 'pg'
import { CLUSTER_URL, TEMPLATE_DATABASE } from './database-names.ts'

/** A migrated, empty database of one test file's own. */
export interface TestDatabase {
  readonly url: string
  /** Rows of one statement, for what no route shows. */
  query<Row extends QueryResultRow>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>
  /** Closes the connections and removes the database. */
  drop(): Promise<void>
}

/** What PostgreSQL itself copies: a database without a single table. */
export const EMPTY = 'template1'

/** Copies the migrated template, or another one. Takes some ten milliseconds; the caller drops it. */
export async function createDatabase(template = TEMPLATE_DATABASE): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdministrator(`CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(template)}`)
  const url = new URL(clusterUrl())
  url.pathname = `/${name}`
  const pool = new Pool({ connectionString: url.href, max: 4 })
  // An idle connection that a crash test cuts is no failure of the test.
  pool.on('error', error => error)
  return {
    url: url.href,
    query: async <Row extends QueryResultRow>(sql: string, parameters: readonly unknown[] = []) =>
      (await pool.query<Row>(sql, [...parameters])).rows,
    drop: async () => {
      await pool.end()
      await asAdministrator(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`)
    },
  }
}

function clusterUrl(): string {
  const url = process.env[CLUSTER_URL]
  if (url === undefined) throw new Error('No database cluster: run this file through vitest\'s project "integration" or Playwright')
  return url
}

async function asAdministrator(sql: string): Promise<void> {
  const client = new Client({ connectionString: clusterUrl() })
  await client.connect()
  try {
    await client.query(sql)
  }
  finally {
    await client.end()
  }
}
