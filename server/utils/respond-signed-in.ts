import type { H3Event } from 'h3'
import { getRequestHeader } from 'h3'
import type { Account, SignedIn } from '#shared/types.ts'
import { ACCESS_COOKIE, readCookie, REFRESH_COOKIE } from '#server/domain/authentication/credential.ts'
import type { Tokens } from '#server/domain/authentication/start-session.ts'
import { setSessionCookies } from './session-cookies.ts'

/**
 * Headers that browsers send with every POST and no script can remove. Without `Sec-Fetch-Mode`, which
 * Node's `fetch` sends too.
 */
const BROWSER_HEADERS = ['origin', 'sec-fetch-site', 'sec-fetch-dest']

/**
 * Responds to a sign-in: httpOnly cookies for a browser, and the tokens in the body for a program that
 * sends `X-Parley-Client: api`. A browser always gets cookies, because scripts in the page can read
 * bodies; its body contains only a marker without value.
 */
export function respondSignedIn(event: H3Event, tokens: Tokens, user: Account): SignedIn {
  const { accessToken, refreshToken, expiresIn } = tokens
  if (isProgram(event)) {
    return { marker: 'signed-in', user, expiresIn, accessToken, ...(refreshToken && { refreshToken }) }
  }
  setSessionCookies(event, tokens)
  return { marker: 'signed-in', user, expiresIn }
}

/** Whether a program sent the request, not a script in a page. A request with session cookies comes from a browser. */
export function isProgram(event: H3Event): boolean {
  const cookies = getRequestHeader(event, 'cookie')
  return getRequestHeader(event, 'x-parley-client') === 'api'
    && BROWSER_HEADERS.every(name => getRequestHeader(event, name) === undefined)
    && [ACCESS_COOKIE, REFRESH_COOKIE].every(name => readCookie(cookies, name) === undefined)
}
