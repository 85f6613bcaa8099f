import type { H3Event } from 'h3'
import { deleteCookie, setCookie, setResponseHeader } from 'h3'
import { ACCESS_COOKIE, REFRESH_COOKIE } from '#server/domain/authentication/credential.ts'
import { SESSION_IDLE_SECONDS } from '#server/domain/authentication/lifetimes.ts'
import type { Tokens } from '#server/domain/authentication/start-session.ts'

const attributes = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const

/** Hands a browser its credential, which no script can read. */
export function setSessionCookies(event: H3Event, { accessToken, refreshToken, expiresIn }: Tokens): void {
  setCookie(event, ACCESS_COOKIE, accessToken, { ...attributes, maxAge: expiresIn })
  if (refreshToken) setCookie(event, REFRESH_COOKIE, refreshToken, { ...attributes, maxAge: SESSION_IDLE_SECONDS })
}

export function clearSessionCookies(event: H3Event): void {
  deleteCookie(event, ACCESS_COOKIE, attributes)
  deleteCookie(event, REFRESH_COOKIE, attributes)
}

/**
 * Lets a browser forget a person who leaves on purpose: the credential, and all that its storage
 * holds (ASVS 14.3.1), also in a browser whose page can no longer do it. Not for a session that
 * ended by itself: words that could not be sent wait there for their author. The directives `cache`
 * and `cookies` are left out: no cache may keep what is private, and the choice of theme and
 * language is a cookie for the screens before sign-in.
 */
export function forgetInBrowser(event: H3Event): void {
  clearSessionCookies(event)
  setResponseHeader(event, 'Clear-Site-Data', '"storage"')
}
