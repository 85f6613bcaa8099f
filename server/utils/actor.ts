import type { H3Event } from 'h3'
import { getRequestHeader } from 'h3'
import { AppError } from '#shared/errors.ts'
import type { Access } from '#shared/contracts/contract.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { verifyAccessToken } from '#server/domain/authentication/access-token.ts'
import { loadActor } from '#server/domain/authentication/authenticate.ts'
import { readAccessToken } from '#server/domain/authentication/credential.ts'

/**
 * The signed-in person of a request, from `Authorization: Bearer` or the browser's cookie. With
 * `person_in_statement` only the signature is checked and the platform role is unknown.
 * @throws AppError `unauthenticated` without a valid token, `session_revoked` when the session ended;
 * what kept the token from being renewed, when that says nothing about the session
 */
export async function requireActor(event: H3Event, access: Exclude<Access, 'anyone'>): Promise<Actor> {
  const token = accessTokenOf(event)
  const claims = token && await verifyAccessToken(token)
  if (!claims) throw event.context.renewalFailure ?? new AppError('unauthenticated')
  event.context.actorId = claims.userId
  const origin = { address: event.context.address, requestId: event.context.requestId }
  if (access === 'person_in_statement') return { ...claims, ...origin, platformRole: 'member', consulted: false }
  const actor = await loadActor(claims, origin)
  if (!actor) throw new AppError('session_revoked')
  return actor
}

/** Whoever calls a route that is open to anyone. The empty ids match no row, so nothing opens by mistake. */
export function visitor(event: H3Event): Actor {
  const { address, requestId } = event.context
  return { userId: '', sessionId: '', platformRole: 'member', address, requestId, consulted: false }
}

/** The access token of a request, the one that was renewed on its way in before the cookie's. */
export function accessTokenOf(event: H3Event): string | undefined {
  const authorization = getRequestHeader(event, 'authorization')
  if (authorization === undefined && event.context.renewedAccessToken) return event.context.renewedAccessToken
  return readAccessToken({ authorization, cookieHeader: getRequestHeader(event, 'cookie') })
}
