import { config } from '#server/infra/config.ts'
import { lifecycle } from '#server/infra/lifecycle.ts'
import { hasMailPage, mailPagePath } from '#server/utils/mail-page.ts'

/** Prints the address of the mail page if mails are written to files. */
export default defineNitroPlugin(() => {
  lifecycle().add('mail page', async () => {
    // To the terminal, not to the log: logs are stored and shared, and these mails give access to accounts.
    if (hasMailPage()) process.stdout.write(`  Mails are not sent but shown at http://localhost:${config().PORT}${mailPagePath()}\n`)
    return undefined
  })
})
