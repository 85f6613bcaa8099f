import type { TestDatabase } from './test-database.ts'

/** What may move in a table though nobody changed anything: columns, or rows that a condition finds. */
export interface Moving {
  columns?: readonly string[]
  rows?: string
}

/** A hash of every table's rows, in no order. The queue of jobs has a schema of its own and is not among them. */
export async function digestTables(database: TestDatabase, moving: Record<string, Moving> = {}): Promise<Record<string, string>> {
  const tables = await database.query<{ name: string }>(`SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name`)
  const digests: Record<string, string> = {}
  for (const { name } of tables) {
    const { columns = [], rows = 'false' } = moving[name] ?? {}
    const [row] = await database.query<{ digest: string }>(`
      SELECT COUNT(*) || ' rows ' || COALESCE(md5(string_agg(line, '' ORDER BY line)), '') AS digest
      FROM (SELECT md5((to_jsonb(t) - $1::text[])::text) AS line FROM "${name}" t WHERE NOT (${rows})) lines`, [columns])
    digests[name] = row?.digest ?? ''
  }
  return digests
}
