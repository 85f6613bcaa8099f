import { createHmac, timingSafeEqual } from 'node:crypto'
import type { H3Event } from 'h3'
import { getCookie, setCookie } from 'h3'
import { SESSION_ABSOLUTE_SECONDS } from '#server/domain/authentication/lifetimes.ts'
import { config } from '#server/infra/config.ts'

/**
 * Marks a browser in which the account has signed in. It is no credential: wrong passwords from known
 * browsers count separately, so that a stranger's guesses cannot lock the owner out (OWASP, "Device
 * cookies"). It must therefore outlive the session.
 */
const KNOWN_BROWSER_COOKIE = '__Host-parley-known'

/** Marks this browser as known for the account with this e-mail address. */
export function markKnownBrowser(event: H3Event, email: string): void {
  setCookie(event, KNOWN_BROWSER_COOKIE, markFor(email), { httpOnly: true, secure: true, sameSite: 'lax', path: '/', maxAge: SESSION_ABSOLUTE_SECONDS })
}

/** Whether the account with this e-mail address has signed in from this browser before. */
export function isKnownBrowser(event: H3Event, email: string): boolean {
  const [given, expected] = [Buffer.from(getCookie(event, KNOWN_BROWSER_COOKIE) ?? ''), Buffer.from(markFor(email))]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** The mark is the same in all browsers of an account, so that all share one limit of guesses. */
function markFor(email: string): string {
  return createHmac('sha256', config().JWT_SECRET ?? '').update(`known browser of ${email}`).digest('base64url')
}
