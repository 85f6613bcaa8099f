import { createHmac, timingSafeEqual } from 'node:crypto'
import { config } from '#server/infra/config.ts'

/** Where the server says so itself, it is a workshop and nobody's installation. */
const WORKSHOPS = ['development', 'test']

/**
 * Is there a page that shows the mails on disk? They open accounts, so it exists only where somebody
 * tries Parley out: never with a mail server or a public address, and beside a database of the
 * operator's in development only.
 */
export function hasMailPage(): boolean {
  const { SMTP_URL, PUBLIC_URL, DATABASE_URL, NODE_ENV } = config()
  return !SMTP_URL && !PUBLIC_URL && (!DATABASE_URL || WORKSHOPS.includes(NODE_ENV))
}

/**
 * The path of that page. Its key is printed in the terminal and known to nobody else, so that it
 * does not matter where a request seems to come from; it stays the same over restarts.
 */
export function mailPagePath(): string {
  return `/dev/mail/${createHmac('sha256', config().JWT_SECRET ?? '').update('page of written mails').digest('base64url')}`
}

/** Compares in constant time. */
export function isMailPagePath(path: string): boolean {
  const [given, right] = [Buffer.from(path), Buffer.from(mailPagePath())]
  return given.length === right.length && timingSafeEqual(given, right)
}
