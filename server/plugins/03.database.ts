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

/** The database: the operator's, or the embedded one with the demo world in it. */
export default defineNitroPlugin(() => {
  const place: { embeddedUrl?: string } = {}

  lifecycle().add('embedded database', async () => {
    const { DATABASE_URL, PARLEY_DATA_DIR } = config()
    if (DATABASE_URL) {
      await checkDatabase(DATABASE_URL)
      return undefined
    }
    const { postgresPassword } = await readSecrets(PARLEY_DATA_DIR)
    const postgres = await startPostgres({ dataDir: PARLEY_DATA_DIR, password: postgresPassword, onCrash: message => logger().error(message) })
    place.embeddedUrl = postgres.url
    return { stop: () => postgres.stop() }
  })

  lifecycle().add('database', async () => {
    const databaseUrl = place.embeddedUrl ?? config().DATABASE_URL ?? ''
    const applied = await migrate({ databaseUrl })
    if (applied.length > 0) logger().info({ applied }, 'migrations applied')
    openDatabase(databaseUrl, error => logger().warn({ err: error }, 'idle database connection lost'))
    if (await renewEpoch()) logger().warn('the database lives in another place than at the last start: every client starts anew')
    return { stop: closeDatabase }
  })

  lifecycle().add('demo world', async () => {
    if (place.embeddedUrl && await mayCreateDemo()) await createDemo()
    return undefined
  })
})

async function createDemo(): Promise<void> {
  const { default: seed } = await import('~~/prisma/seed.ts')
  await seed(database())
  logger().info('demo data created')
}
