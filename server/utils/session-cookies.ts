import type { H3Event } from 'h3'
import { deleteCookie, setCookie } from 'h3'
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
