import { randomBytes } from 'node:crypto'
import { config, loadConfig } from '#server/infra/config.ts'
import { pool } from '#server/infra/postgres/database.ts'
import { jobQueue, openJobQueue } from '#server/infra/job-queue.ts'
import type { Mail } from '#server/infra/mailer.ts'
import { mailer } from '#server/infra/mailer.ts'
import { createRateLimiters, rateLimiters } from '#server/infra/rate-limiters.ts'
import { attempts, jobKinds } from '#server/jobs/handlers.ts'
import type { TestDomain } from './domain.ts'
import { openDomain } from './domain.ts'
import type { TestDatabase } from './test-database.ts'
import { until } from './until.ts'

/** The domain with a configuration, the job queue and a mailer that stores all mails in memory. */
export interface AccountDomain extends TestDomain {
  readonly outbox: readonly Mail[]
  /** Waits for a mail to an address and returns the latest. */
  mailTo(address: string, subject?: RegExp): Promise<Mail>
  /** Resolves when exactly `count` mails were sent to an address. */
  mailsTo(address: string, count: number): Promise<unknown>
}

/** Opens it, on a new database unless one is given. The caller closes it, which drops the database. */
export async function openAccountDomain(database?: TestDatabase): Promise<AccountDomain> {
  const domain = await openDomain(database)
  const outbox: Mail[] = []
  config.set(loadConfig({ JWT_SECRET: randomBytes(48).toString('base64url'), PUBLIC_URL: 'https://parley.example' }))
  rateLimiters.set(createRateLimiters({ redis: undefined, factor: 1 }))
  mailer.set({ send: async mail => void outbox.push(mail) })
  const queue = await openJobQueue({ pool: pool(), kinds: jobKinds })
  jobQueue.set(queue)
  await queue.work(attempts)
  return {
    ...domain,
    outbox,
    mailTo: (address, subject = /./) =>
      until(() => outbox.findLast(mail => mail.to === address && subject.test(mail.subject)), { what: `a mail to ${address}` }),
    mailsTo: (address, count) =>
      until(() => outbox.filter(mail => mail.to === address).length === count, { what: `${count} mails to ${address}` }),
    close: async () => {
      await queue.stop()
      await domain.close()
      jobQueue.clear()
      config.clear()
      mailer.clear()
      rateLimiters.clear()
    },
  }
}

/** The secret of the link in a mail. */
export function secretIn(mail: Pick<Mail, 'text'>): string {
  const secret = /#token=([\w-]{43})/.exec(mail.text)?.[1]
  if (secret === undefined) throw new Error(`No link in: ${mail.text}`)
  return secret
}
