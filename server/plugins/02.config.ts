import { config, loadConfig } from '#server/infra/config.ts'
import { lockDataDir } from '#server/infra/postgres/data-lock.ts'
import { lifecycle } from '#server/infra/lifecycle.ts'
import { createLogger, logger } from '#server/infra/logger.ts'
import { ProxyWarnings, proxyWarnings } from '#server/infra/proxy-warnings.ts'
import { readSecrets } from '#server/infra/secrets.ts'
import { version } from '~~/package.json'

/** Configuration, log and, without a database of the operator's, the data folder and its secrets. */
export default defineNitroPlugin(() => {
  lifecycle().add('configuration', async () => {
    const read = loadConfig(process.env)
    logger.set(createLogger(read.LOG_LEVEL, { service: 'parley', version, node: process.pid }))
    proxyWarnings.set(new ProxyWarnings())
    if (read.DATABASE_URL) {
      config.set(read)
      return undefined
    }
    const unlock = await lockDataDir(read.PARLEY_DATA_DIR)
    const secrets = await readSecrets(read.PARLEY_DATA_DIR)
    config.set({
      ...read,
      JWT_SECRET: read.JWT_SECRET ?? secrets.jwtSecret,
      VAPID_PUBLIC_KEY: read.VAPID_PUBLIC_KEY ?? secrets.vapidPublicKey,
      VAPID_PRIVATE_KEY: read.VAPID_PRIVATE_KEY ?? secrets.vapidPrivateKey,
    })
    return { stop: unlock }
  })
})
