import { config, loadConfig } from '#server/infra/config.ts'
import { lockDataDir } from '#server/infra/postgres/data-lock.ts'
import { lifecycle } from '#server/infra/lifecycle.ts'
import { createLogger, logger } from '#server/infra/logger.ts'
import { ProxyWarnings, proxyWarnings } from '#server/infra/proxy-warnings.ts'
import { readSecrets } from '#server/infra/secrets.ts'
import { version } from '~~/package.json'

/** Configuration and log; with the embedded database also the data folder and its secrets. */
export default defineNitroPlugin(() => {
  lifecycle().add('configuration', async () => {
    const loaded = loadConfig(process.env)
    logger.set(createLogger(loaded.LOG_LEVEL, { service: 'parley', version, node: process.pid }))
    proxyWarnings.set(new ProxyWarnings())
    if (loaded.DATABASE_URL) {
      config.set(loaded)
      return undefined
    }
    const unlock = await lockDataDir(loaded.PARLEY_DATA_DIR)
    const secrets = await readSecrets(loaded.PARLEY_DATA_DIR)
    config.set({
      ...loaded,
      JWT_SECRET: loaded.JWT_SECRET ?? secrets.jwtSecret,
      VAPID_PUBLIC_KEY: loaded.VAPID_PUBLIC_KEY ?? secrets.vapidPublicKey,
      VAPID_PRIVATE_KEY: loaded.VAPID_PRIVATE_KEY ?? secrets.vapidPrivateKey,
    })
    return { stop: unlock }
  })
})
