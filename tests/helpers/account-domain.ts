import { randomBytes } from 'node:crypto'
import { Background, background } from '#server/infra/background.ts'
import { config, loadConfig } from '#server/infra/config.ts'
import type { Mail } from '#server/infra/mailer.ts'
import { mailer } from '#server/infra/mailer.ts'
import type { TestDomain } from './domain.ts'
import { openDomain } from './domain.ts'
import { until } from './until.ts'

/** The domain with a configuration and a mailer that keeps what it was handed. */
export interface AccountDomain extends TestDomain {
  readonly outbox: readonly Mail[]
  /** The latest mail to an address, whether it was sent already or is sent in time. */
  mailTo(address: string, subject?: RegExp): Promise<Mail>
}

/** Opens it. The caller closes it in `afterAll`. */
export async function openAccountDomain(): Promise<AccountDomain> {
  const domain = await openDomain()
  const outbox: Mail[] = []
  config.set(loadConfig({ JWT_SECRET: randomBytes(48).toString('base64url'), PUBLIC_URL: 'https://parley.example' }))
  mailer.set({ send: async mail => void outbox.push(mail) })
  const work = new Background()
  background.set(work)
  return {
    ...domain,
    outbox,
    mailTo: (address, subject = /./) =>
      until(() => outbox.findLast(mail => mail.to === address && subject.test(mail.subject)), { what: `a mail to ${address}` }),
    close: async () => {
      await work.settle()
      await domain.close()
      background.clear()
      config.clear()
      mailer.clear()
    },
  }
}

/** The secret of the link in a mail. */
export function secretIn(mail: Pick<Mail, 'text'>): string {
  const secret = /#token=([\w-]{43})/.exec(mail.text)?.[1]
  if (secret === undefined) throw new Error(`No link in: ${mail.text}`)
  return secret
}
