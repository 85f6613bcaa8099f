import { Client } from 'pg'

/** The oldest PostgreSQL that has what the schema uses (`server_version_num`). */
const OLDEST_VERSION = 150_000

/**
 * Looks whether the operator's database can be used at all.
 * @throws Error with one sentence that names the variable; it never repeats the address
 */
export async function checkDatabase(databaseUrl: string): Promise<void> {
  const { version, encoding } = await inspect(databaseUrl)
  if (version < OLDEST_VERSION) throw new Error('DATABASE_URL leads to a PostgreSQL older than 15; version 15 or newer is needed.')
  if (encoding !== 'UTF8') throw new Error(`DATABASE_URL leads to a database with the encoding ${encoding}; UTF8 is needed.`)
}

async function inspect(databaseUrl: string): Promise<{ version: number, encoding: string }> {
  try {
    const client = new Client({ connectionString: databaseUrl })
    await client.connect()
    const { rows: [row] } = await client.query<{ version: number, encoding: string }>(
      'SELECT current_setting(\'server_version_num\')::int AS version, current_setting(\'server_encoding\') AS encoding',
    )
    await client.end()
    return row ?? { version: 0, encoding: '' }
  }
  catch (error) {
    throw new Error(`DATABASE_URL leads to no database that answers (${reason(error)}).`, { cause: error })
  }
}

/** Of several addresses tried, Node puts the reasons into a list and leaves the message empty. */
function reason(error: unknown): string {
  const single = error instanceof AggregateError ? error.errors[0] as unknown : error
  return single instanceof Error ? single.message : String(single)
}
