import { join } from 'node:path'
import type { WrittenMail } from '#server/infra/read-mails.ts'
import { readMails } from '#server/infra/read-mails.ts'
import type { ClientOptions } from './test-client.ts'
import { TestClient } from './test-client.ts'
import type { TestServer } from './test-server.ts'
import { until } from './until.ts'

/** The password of everyone who registers in a test. */
export const password = 'fourteen tables'

/** The latest mail that a server wrote to an address, whether it is there or comes in time. */
export function mailOf(server: TestServer, to: string, subject = /./): Promise<WrittenMail> {
  return until(async () => {
    const mails = await readMails(join(server.dataDir, 'mail'), 500)
    return mails.find(mail => mail.to.includes(to) && subject.test(mail.subject))
  }, { within: 25_000, what: `a mail to ${to}` })
}

/** A person who has registered and confirmed their address, as a stranger would, and signed in. */
export async function joinServer(server: TestServer, email: string, options: ClientOptions & { name?: string } = {}): Promise<TestClient> {
  const client = new TestClient(server, options)
  await client.post('/api/auth/register', { email, password, name: options.name ?? 'Maya Lindqvist' })
  const { text } = await mailOf(server, email, /Confirm/)
  await client.post('/api/v1/account/email/verify', { token: /#token=([\w-]{43})/.exec(text)?.[1] })
  const { status } = await client.signIn({ email, password })
  if (status !== 200) throw new Error(`${email} could not sign in: ${status}`)
  return client
}
