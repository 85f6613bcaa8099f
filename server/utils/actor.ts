import type { H3Event } from 'h3'
import { getRequestHeader } from 'h3'
import { AppError } from '#shared/errors.ts'
import type { Access } from '#shared/contracts/contract.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { verifyAccessToken } from '#server/domain/authentication/access-token.ts'
import { loadActor } from '#server/domain/authentication/authenticate.ts'
import { readAccessToken } from '#server/domain/authentication/credential.ts'

/**
 * Returns the signed-in user of a request, from `Authorization: Bearer` or the browser's cookie. With
 * `user_in_statement` only the signature is checked and the platform role is unknown.
 * @throws AppError `unauthenticated` without a valid token, `session_revoked` when the session ended,
 * or the error that prevented the renewal of the token (an outage, a limit)
 */
export async function requireActor(event: H3Event, access: Exclude<Access, 'anyone'>): Promise<Actor> {
  const token = accessTokenOf(event)
  const claims = token && await verifyAccessToken(token)
  if (!claims) throw event.context.renewalFailure ?? new AppError('unauthenticated')
  event.context.actorId = claims.userId
  const origin = { address: event.context.address, requestId: event.context.requestId }
  if (access === 'user_in_statement') return { ...claims, ...origin, platformRole: 'member', permissionChecked: false }
  const actor = await loadActor(claims, origin)
  if (!actor) throw new AppError('session_revoked')
  return actor
}

/** The anonymous caller of a public route. The empty ids match no row. */
export function visitor(event: H3Event): Actor {
  const { address, requestId } = event.context
  return { userId: '', sessionId: '', platformRole: 'member', address, requestId, permissionChecked: false }
}

/** The access token of a request. A token renewed by the session middleware wins over the cookie. */
export function accessTokenOf(event: H3Event): string | undefined {
  const authorization = getRequestHeader(event, 'authorization')
  if (authorization === undefined && event.context.renewedAccessToken) return event.context.renewedAccessToken
  return readAccessToken({ authorization, cookieHeader: getRequestHeader(event, 'cookie') })
}
