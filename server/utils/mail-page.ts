import { createHmac, timingSafeEqual } from 'node:crypto'
import { config } from '#server/infra/config.ts'

/** Environments that are not a real installation. */
const TRIAL_ENVIRONMENTS = ['development', 'test']

/**
 * Whether the page with the mails on disk exists. These mails give access to accounts, so it exists
 * only for trials: never with a mail server or a public address, and with an operator's database only
 * in development and tests.
 */
export function hasMailPage(): boolean {
  const { SMTP_URL, PUBLIC_URL, DATABASE_URL, NODE_ENV } = config()
  return !SMTP_URL && !PUBLIC_URL && (!DATABASE_URL || TRIAL_ENVIRONMENTS.includes(NODE_ENV))
}

/**
 * The path of the mail page. Its secret key is printed only in the terminal, so that the address of
 * the request need not be checked. It stays the same after a restart.
 */
export function mailPagePath(): string {
  return `/dev/mail/${createHmac('sha256', config().JWT_SECRET ?? '').update('page of written mails').digest('base64url')}`
}

/** Compares the path in constant time. */
export function isMailPagePath(path: string): boolean {
  const [given, expected] = [Buffer.from(path), Buffer.from(mailPagePath())]
  return given.length === expected.length && timingSafeEqual(given, expected)
}
