import type { H3Event } from 'h3'
import { defineEventHandler, getRequestHeader } from 'h3'
import { AppError } from '#shared/errors.ts'
import { verifyAccessToken } from '#server/domain/authentication/access-token.ts'
import { ACCESS_COOKIE, readCookie, REFRESH_COOKIE } from '#server/domain/authentication/credential.ts'
import { refreshSession } from '#server/domain/authentication/refresh-session.ts'
import { logger } from '#server/infra/logger.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'
import { outerContext, requestIds } from '#server/utils/request-context.ts'
import { clearSessionCookies, setSessionCookies } from '#server/utils/session-cookies.ts'

/** Paths that need no session, or handle the refresh token themselves (sign-in, sign-out, refresh). */
const WITHOUT_SESSION = /^\/(?:_nuxt\/|socket\.io\/|api\/auth\/(?!session))/

/**
 * Renews a browser's tokens when its access token has expired, before pages and API calls need it.
 * The grace period covers parallel requests with the same refresh token. API calls during server
 * rendering inherit the page's renewed token.
 */
export default defineEventHandler(async (event) => {
  const inherited = outerContext(event)?.renewedAccessToken
  if (inherited) event.context.renewedAccessToken = inherited
  if (inherited || WITHOUT_SESSION.test(event.path) || getRequestHeader(event, 'authorization') !== undefined) return

  const cookies = getRequestHeader(event, 'cookie')
  const refreshToken = readCookie(cookies, REFRESH_COOKIE)
  if (!refreshToken) return
  const accessToken = readCookie(cookies, ACCESS_COOKIE)
  if (accessToken && await verifyAccessToken(accessToken)) return
  await renew(event, refreshToken)
})

/**
 * Never fails the request, which may not need a session. A route that does need one gets the failure:
 * in an outage or over a limit it must not respond `unauthenticated`, or the browser would drop its
 * session.
 */
async function renew(event: H3Event, refreshToken: string): Promise<void> {
  try {
    await takePoint('public', event.context.address)
    const tokens = await refreshSession({ refreshToken, address: event.context.address })
    setSessionCookies(event, tokens)
    event.context.renewedAccessToken = tokens.accessToken
  }
  catch (error) {
    const hasEnded = error instanceof AppError && error.code !== 'too_many_requests'
    if (hasEnded) return clearSessionCookies(event)
    event.context.renewalFailure = error
    logger().warn({ err: error, ...requestIds(event) }, 'session not renewed')
  }
}
