import { config } from '#server/infra/config.ts'
import { closeDatabase, database, openDatabase } from '#server/infra/database.ts'
import { startPostgres } from '#server/infra/embedded-postgres.ts'
import { lifecycle } from '#server/infra/lifecycle.ts'
import { logger } from '#server/infra/logger.ts'
import { migrate } from '#server/infra/migrate.ts'
import { readSecrets } from '#server/infra/secrets.ts'

/** The database: the operator's, or the embedded one with the demo world in it. */
export default defineNitroPlugin(() => {
  lifecycle().add('database', async () => {
    const { DATABASE_URL, PARLEY_DATA_DIR } = config()
    const embedded = DATABASE_URL ? undefined : await startEmbedded(PARLEY_DATA_DIR)
    const databaseUrl = DATABASE_URL ?? embedded?.url ?? ''
    const applied = await migrate({ databaseUrl })
    if (applied.length > 0) logger().info({ applied }, 'migrations applied')
    openDatabase(databaseUrl, error => logger().warn({ err: error }, 'idle database connection lost'))
    if (embedded) await seedWhenEmpty()
    return {
      async stop() {
        await closeDatabase()
        await embedded?.stop()
      },
    }
  })
})

async function startEmbedded(dataDir: string) {
  const { postgresPassword } = await readSecrets(dataDir)
  return startPostgres({ dataDir, password: postgresPassword, onCrash: message => logger().error(message) })
}

async function seedWhenEmpty(): Promise<void> {
  if (await database().user.count() > 0) return
  const { default: seed } = await import('~~/prisma/seed.ts')
  await seed(database())
  logger().info('demo world planted')
}
