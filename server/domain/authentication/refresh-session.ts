import { AppError } from '#shared/errors.ts'
import type { Claims } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'
import { signAccessToken } from './access-token.ts'
import { endSessions } from './end-sessions.ts'
import { ACCESS_TOKEN_SECONDS, REFRESH_GRACE_SECONDS, SESSION_IDLE_SECONDS } from './lifetimes.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { hashSecret, successorOf } from './secret.ts'
import type { Tokens } from './start-session.ts'

interface Presented extends Claims {
  stands: boolean
  inGrace: boolean
  /** The token that replaced it was not used yet. */
  nextIsFresh: boolean
}

/**
 * Exchanges a refresh token for a new pair. Each token works once; one that is presented again
 * after its grace was copied by somebody, so the whole session ends (RFC 9700, 4.14.2). Within the
 * grace it is a second tab, or a device that the answer did not reach: it gets the very token that
 * the first call made, so there is one chain, whichever answer arrives and in whatever order.
 * @throws AppError `unauthenticated` for an unknown or expired token, `session_revoked`, `too_many_requests`
 */
export async function refreshSession({ refreshToken, address }: { refreshToken: string, address: string }): Promise<Tokens> {
  const hash = hashSecret(refreshToken)
  await limitOwner(hash)
  const next = successorOf(refreshToken)
  const rotated = await rotate(hash, next.hash, address)
  if (rotated) return await issue(rotated, next.secret)

  const presented = await findPresented(hash, next.hash)
  if (!presented) throw new AppError('unauthenticated')
  if (!presented.stands) throw new AppError('session_revoked')
  if (presented.inGrace) return await issue(presented, presented.nextIsFresh ? next.secret : undefined)

  await endSessions({ userId: presented.userId, sessionIds: [presented.sessionId], reason: 'refresh_token_reused' })
  await recordAudit({ actorId: presented.userId, action: 'session.refresh_token_reused', subject: presented.sessionId, address })
  throw new AppError('session_revoked')
}

/** Before the exchange: whoever is refused comes again with the same token. */
async function limitOwner(tokenHash: Uint8Array<ArrayBuffer>): Promise<void> {
  const token = await database().refreshToken.findUnique({ where: { tokenHash }, select: { session: { select: { userId: true } } } })
  if (token) await takePoint('session', token.session.userId)
}

/** One statement, so that of two simultaneous calls one wins and a crash between the steps burns no token. */
async function rotate(hash: Uint8Array, nextHash: Uint8Array, address: string): Promise<Claims | undefined> {
  const [row] = await database().$queryRaw<Claims[]>`
    WITH used AS (
      UPDATE refresh_tokens t SET used_at = now()
      FROM sessions s JOIN users u ON u.id = s.user_id
      WHERE t.token_hash = ${hash} AND t.used_at IS NULL AND t.expires_at > now()
        AND s.id = t.session_id AND s.revoked_at IS NULL AND s.expires_at > now()
        AND u.deactivated_at IS NULL AND u.deleted_at IS NULL
      RETURNING t.session_id
    ), renewed AS (
      INSERT INTO refresh_tokens (token_hash, session_id, expires_at)
      SELECT ${nextHash}, session_id, now() + make_interval(secs => ${SESSION_IDLE_SECONDS}) FROM used
    )
    UPDATE sessions s SET last_used_at = now(), address = ${address}
    FROM used WHERE s.id = used.session_id
    RETURNING s.id AS "sessionId", s.user_id AS "userId"`
  return row
}

/** The session of a token that could not be rotated; expired tokens are unknown. */
async function findPresented(hash: Uint8Array, nextHash: Uint8Array): Promise<Presented | undefined> {
  const [row] = await database().$queryRaw<Presented[]>`
    SELECT s.id AS "sessionId", s.user_id AS "userId",
      s.revoked_at IS NULL AND s.expires_at > now() AND u.deactivated_at IS NULL AND u.deleted_at IS NULL AS stands,
      t.used_at > now() - make_interval(secs => ${REFRESH_GRACE_SECONDS}) AS "inGrace",
      EXISTS (SELECT FROM refresh_tokens n WHERE n.token_hash = ${nextHash} AND n.session_id = t.session_id AND n.used_at IS NULL) AS "nextIsFresh"
    FROM refresh_tokens t
    JOIN sessions s ON s.id = t.session_id
    JOIN users u ON u.id = s.user_id
    WHERE t.token_hash = ${hash} AND t.expires_at > now()`
  return row
}

async function issue({ userId, sessionId }: Claims, refreshToken: string | undefined): Promise<Tokens> {
  return { userId, sessionId, refreshToken, accessToken: await signAccessToken({ userId, sessionId }), expiresIn: ACCESS_TOKEN_SECONDS }
}
