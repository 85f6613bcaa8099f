import { isUntouched, setUpCode } from '#server/domain/account/set-up-installation.ts'
import { config } from '#server/infra/config.ts'
import { lifecycle } from '#server/infra/lifecycle.ts'

/** A server without accounts tells its operator, and nobody else, how to make the first one. */
export default defineNitroPlugin(() => {
  lifecycle().add('first run', async () => {
    if (!await isUntouched()) return undefined
    const { PUBLIC_URL, PORT } = config()
    // The terminal, not the log: logs are kept and shared, and the code is a secret until it was used.
    process.stdout.write(`There is no account yet. Create the administrator's: ${PUBLIC_URL ?? `http://localhost:${PORT}`}/setup#code=${setUpCode()}\n`)
    return undefined
  })
})
