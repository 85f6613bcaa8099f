// `npm run demo:remove`: removes the demo for good, as *Set up Parley* on the setup page does.
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { eventPublisher } from '#server/domain/events.ts'
import { findDemo } from '#server/domain/setup/demo.ts'
import { removeDemo } from '#server/domain/setup/remove-demo.ts'
import { loadConfig, type Config } from '#server/infra/config.ts'
import { lockDataDir } from '#server/infra/postgres/data-lock.ts'
import { closeDatabase, openDatabase } from '#server/infra/postgres/database.ts'
import { startPostgres } from '#server/infra/postgres/embedded-postgres.ts'
import { migrate } from '#server/infra/postgres/migrate.ts'
import { readSecrets } from '#server/infra/secrets.ts'

const QUESTION = 'This deletes the demo accounts, their projects and all conversations of both. It cannot be undone. Type "yes" to go on: '

const { values: { yes } } = parseArgs({ options: { yes: { type: 'boolean', default: false } } })

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
})
// The engine of the migrations keeps the process alive for some seconds.
process.exit()

async function main(): Promise<void> {
  await withDatabase(loadConfig(process.env), async () => {
    const isThere = await findDemo()
    if (isThere && !yes && !await confirm()) {
      console.log('Nothing was changed. Without a terminal, run: npm run demo:remove -- --yes')
      return
    }
    const { accounts, projects, conversations } = await removeDemo()
    console.log(isThere
      ? `Removed ${accounts} demo accounts, ${projects} projects and ${conversations} conversations. The next start prints the address of the setup page.`
      : 'There is no demo here, and there will be none.')
  })
}

async function confirm(): Promise<boolean> {
  if (!process.stdin.isTTY) return false
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(QUESTION)
  terminal.close()
  return answer.trim().toLowerCase() === 'yes'
}

/** Opens the operator's database, or starts the embedded one, for as long as `work` takes. */
async function withDatabase({ DATABASE_URL, PARLEY_DATA_DIR }: Config, work: () => Promise<void>): Promise<void> {
  // No sockets here. A running server compares its own with the database every few seconds.
  eventPublisher.set({ publish: () => undefined, showReceipts: () => undefined })
  if (DATABASE_URL) return await migrated(DATABASE_URL, work)
  const unlock = await lockDataDir(PARLEY_DATA_DIR)
  try {
    const { postgresPassword } = await readSecrets(PARLEY_DATA_DIR)
    const postgres = await startPostgres({ dataDir: PARLEY_DATA_DIR, password: postgresPassword })
    await migrated(postgres.url, work).finally(() => postgres.stop())
  }
  finally {
    await unlock()
  }
}

async function migrated(databaseUrl: string, work: () => Promise<void>): Promise<void> {
  await migrate({ databaseUrl })
  openDatabase(databaseUrl, error => console.error(error.message))
  await work().finally(closeDatabase)
}
