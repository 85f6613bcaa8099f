import { mayCreateDemo } from '#server/domain/setup/demo.ts'
import { renewEpoch } from '#server/domain/sync/renew-epoch.ts'
import { config } from '#server/infra/config.ts'
import { closeDatabase, database, openDatabase } from '#server/infra/postgres/database.ts'
import { startPostgres } from '#server/infra/postgres/embedded-postgres.ts'
import { checkDatabase } from '#server/infra/postgres/check-database.ts'
import { lifecycle } from '#server/infra/lifecycle.ts'
import { logger } from '#server/infra/logger.ts'
import { migrate } from '#server/infra/postgres/migrate.ts'
import { readSecrets } from '#server/infra/secrets.ts'

/** The database: the operator's, or the embedded one with the demo data. */
export default defineNitroPlugin(() => {
  const embedded: { url?: string } = {}

  lifecycle().add('embedded database', async () => {
    const { DATABASE_URL, PARLEY_DATA_DIR } = config()
    if (DATABASE_URL) {
      await checkDatabase(DATABASE_URL)
      return undefined
    }
    const { postgresPassword } = await readSecrets(PARLEY_DATA_DIR)
    const postgres = await startPostgres({ dataDir: PARLEY_DATA_DIR, password: postgresPassword, onCrash: message => logger().error(message) })
    embedded.url = postgres.url
    return { stop: () => postgres.stop() }
  })

  lifecycle().add('database', async () => {
    const databaseUrl = embedded.url ?? config().DATABASE_URL ?? ''
    const applied = await migrate({ databaseUrl })
    if (applied.length > 0) logger().info({ applied }, 'migrations applied')
    openDatabase(databaseUrl, error => logger().warn({ err: error }, 'idle database connection lost'))
    if (await renewEpoch()) logger().warn('the database has moved since the last start: every client loads its data again')
    return { stop: closeDatabase }
  })

  lifecycle().add('demo data', async () => {
    if (embedded.url && await mayCreateDemo()) await createDemo()
    return undefined
  })
})

async function createDemo(): Promise<void> {
  const { default: seed } = await import('~~/prisma/seed.ts')
  await seed(database())
  logger().info('demo data created')
}
