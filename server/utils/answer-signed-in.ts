import type { H3Event } from 'h3'
import { getRequestHeader } from 'h3'
import type { Account, SignedIn } from '#shared/types.ts'
import { ACCESS_COOKIE, readCookie, REFRESH_COOKIE } from '#server/domain/authentication/credential.ts'
import type { Tokens } from '#server/domain/authentication/start-session.ts'
import { setSessionCookies } from './session-cookies.ts'

/**
 * What only browsers send, with every POST, and no script can take away. `Sec-Fetch-Mode` is not
 * among them: Node's own `fetch` sends it too.
 */
const BROWSER_HEADERS = ['origin', 'sec-fetch-site', 'sec-fetch-dest']

/**
 * Hands over a credential: httpOnly cookies for a browser, and the tokens themselves for a program
 * that says `X-Parley-Client: api`. A browser gets cookies whatever else it says, because a script
 * in the page can read every body; all that it finds there is a marker without value.
 */
export function answerSignedIn(event: H3Event, tokens: Tokens, user: Account): SignedIn {
  const { accessToken, refreshToken, expiresIn } = tokens
  if (isProgram(event)) {
    return { marker: 'signed-in', user, expiresIn, accessToken, ...(refreshToken && { refreshToken }) }
  }
  setSessionCookies(event, tokens)
  return { marker: 'signed-in', user, expiresIn }
}

/** Does a program ask, and no script in a page? A request with a session's cookies is a browser's. */
export function isProgram(event: H3Event): boolean {
  const cookies = getRequestHeader(event, 'cookie')
  return getRequestHeader(event, 'x-parley-client') === 'api'
    && BROWSER_HEADERS.every(name => getRequestHeader(event, name) === undefined)
    && [ACCESS_COOKIE, REFRESH_COOKIE].every(name => readCookie(cookies, name) === undefined)
}
