import { config } from '#server/infra/config.ts'
import { lifecycle } from '#server/infra/lifecycle.ts'
import { hasMailPage, mailPagePath } from '#server/utils/mail-page.ts'

/** Where mails are files, the terminal shows where to read them. */
export default defineNitroPlugin(() => {
  lifecycle().add('page of mails', async () => {
    // The terminal, not the log: logs are kept and shared, and these mails open accounts.
    if (hasMailPage()) process.stdout.write(`  Mails are not sent but shown at http://localhost:${config().PORT}${mailPagePath()}\n`)
    return undefined
  })
})
