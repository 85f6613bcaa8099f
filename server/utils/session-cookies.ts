import type { H3Event } from 'h3'
import { deleteCookie, setCookie, setResponseHeader } from 'h3'
import { ACCESS_COOKIE, REFRESH_COOKIE } from '#server/domain/authentication/credential.ts'
import { SESSION_IDLE_SECONDS } from '#server/domain/authentication/lifetimes.ts'
import type { Tokens } from '#server/domain/authentication/start-session.ts'

const attributes = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const

/** Sets the session cookies, which scripts cannot read. */
export function setSessionCookies(event: H3Event, { accessToken, refreshToken, expiresIn }: Tokens): void {
  setCookie(event, ACCESS_COOKIE, accessToken, { ...attributes, maxAge: expiresIn })
  if (refreshToken) setCookie(event, REFRESH_COOKIE, refreshToken, { ...attributes, maxAge: SESSION_IDLE_SECONDS })
}

export function clearSessionCookies(event: H3Event): void {
  deleteCookie(event, ACCESS_COOKIE, attributes)
  deleteCookie(event, REFRESH_COOKIE, attributes)
}

/**
 * Deletes the cookies and the browser's storage when a user signs out (ASVS 14.3.1), also if the page
 * can no longer do it. Not for a session that expired: its unsent messages stay in the storage. The
 * directives `cache` and `cookies` are omitted: private responses are never cached, and cookies also
 * store the theme and language of the screens before sign-in.
 */
export function clearBrowserData(event: H3Event): void {
  clearSessionCookies(event)
  setResponseHeader(event, 'Clear-Site-Data', '"storage"')
}
