import { Client } from 'pg'

/** The oldest PostgreSQL that supports the schema (`server_version_num`). */
const OLDEST_VERSION = 150_000

/**
 * Checks that the operator's database is reachable, at least version 15 and in UTF-8.
 * @throws Error with one sentence that names the variable but not the address
 */
export async function checkDatabase(databaseUrl: string): Promise<void> {
  const { version, encoding } = await inspect(databaseUrl)
  if (version < OLDEST_VERSION) throw new Error('The PostgreSQL of DATABASE_URL is older than version 15; version 15 or newer is needed.')
  if (encoding !== 'UTF8') throw new Error(`The database of DATABASE_URL has the encoding ${encoding}; UTF8 is needed.`)
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
    throw new Error(`The database of DATABASE_URL cannot be reached (${reason(error)}).`, { cause: error })
  }
}

/** If Node tried several addresses, the error has a list of reasons and an empty message. */
function reason(error: unknown): string {
  const single = error instanceof AggregateError ? error.errors[0] as unknown : error
  return single instanceof Error ? single.message : String(single)
}
