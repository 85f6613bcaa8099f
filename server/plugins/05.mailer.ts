import { join } from 'node:path'
import { Background, background } from '#server/infra/background.ts'
import { config } from '#server/infra/config.ts'
import { lifecycle } from '#server/infra/lifecycle.ts'
import { createMailer, mailer } from '#server/infra/mailer.ts'

/** The mailer (the operator's mail server, or files in the data folder), and background work after responses. */
export default defineNitroPlugin(() => {
  lifecycle().add('mailer', async () => {
    const { SMTP_URL, PARLEY_DATA_DIR, PUBLIC_URL } = config()
    const host = PUBLIC_URL ? new URL(PUBLIC_URL).hostname : 'localhost'
    mailer.set(createMailer({ smtpUrl: SMTP_URL, directory: join(PARLEY_DATA_DIR, 'mail'), from: `Parley <no-reply@${host}>` }))
    const work = new Background()
    background.set(work)
    return { stop: () => work.settle() }
  })
})
