import type { H3Event } from 'h3'
import { getRequestHeader } from 'h3'
import type { Account, SignedIn } from '#shared/types.ts'
import type { Tokens } from '#server/domain/authentication/start-session.ts'
import { setSessionCookies } from './session-cookies.ts'

/**
 * Hands over a credential: httpOnly cookies for a browser, and the tokens themselves for a program
 * that says `X-Parley-Client: api`. What a page can read is a marker without value.
 */
export function answerSignedIn(event: H3Event, tokens: Tokens, user: Account): SignedIn {
  const { accessToken, refreshToken, expiresIn } = tokens
  if (getRequestHeader(event, 'x-parley-client') === 'api') {
    return { marker: 'signed-in', user, expiresIn, accessToken, ...(refreshToken && { refreshToken }) }
  }
  setSessionCookies(event, tokens)
  return { marker: 'signed-in', user, expiresIn }
}
