import { createHmac, timingSafeEqual } from 'node:crypto'
import type { H3Event } from 'h3'
import { getCookie, setCookie } from 'h3'
import { SESSION_ABSOLUTE_SECONDS } from '#server/domain/authentication/lifetimes.ts'
import { config } from '#server/infra/config.ts'

/**
 * Marks a browser that an account was signed in from. It opens nothing: it only lets wrong passwords
 * of strangers and those of the account's own browsers count apart, so that nobody can lock a person
 * out by guessing (OWASP, "Device cookies"). It outlives the session for that reason.
 */
const KNOWN_BROWSER_COOKIE = '__Host-parley-known'

/** Remembers that the person with this e-mail address has proved in this browser who they are. */
export function markKnownBrowser(event: H3Event, email: string): void {
  setCookie(event, KNOWN_BROWSER_COOKIE, markFor(email), { httpOnly: true, secure: true, sameSite: 'lax', path: '/', maxAge: SESSION_ABSOLUTE_SECONDS })
}

/** Was the account with this e-mail address signed in from this browser before? */
export function isKnownBrowser(event: H3Event, email: string): boolean {
  const [given, right] = [Buffer.from(getCookie(event, KNOWN_BROWSER_COOKIE) ?? ''), Buffer.from(markFor(email))]
  return given.length === right.length && timingSafeEqual(given, right)
}

/** The same for all browsers of an account: a new one for each would be a new set of guesses. */
function markFor(email: string): string {
  return createHmac('sha256', config().JWT_SECRET ?? '').update(`known browser of ${email}`).digest('base64url')
}
