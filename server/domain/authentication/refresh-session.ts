import { AppError } from '#shared/errors.ts'
import type { Claims } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'
import { signAccessToken } from './access-token.ts'
import { endSessions } from './end-sessions.ts'
import { ACCESS_TOKEN_SECONDS, REFRESH_GRACE_SECONDS, SESSION_IDLE_SECONDS } from './lifetimes.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { hashSecret, deriveNextSecret } from './secret.ts'
import type { Tokens } from './start-session.ts'

interface Presented extends Claims {
  isActive: boolean
  inGrace: boolean
  /** Whether its successor token is still unused. */
  nextIsUnused: boolean
}

/**
 * Exchanges a refresh token for a new pair. Each token works once. Later reuse is treated as theft and
 * revokes the session (RFC 9700, 4.14.2). Reuse within the grace period comes from a second tab or
 * after a lost response: it returns the same successor token as the first call, so that a session
 * has only one chain of tokens.
 * @throws AppError `unauthenticated` for an unknown or expired token, `session_revoked`, `too_many_requests`
 */
export async function refreshSession({ refreshToken, address }: { refreshToken: string, address: string }): Promise<Tokens> {
  const hash = hashSecret(refreshToken)
  await limitOwner(hash)
  const next = deriveNextSecret(refreshToken)
  const rotated = await rotate(hash, next.hash, address)
  if (rotated) return await issue(rotated, next.secret)

  const presented = await findPresented(hash, next.hash)
  if (!presented) throw new AppError('unauthenticated')
  if (!presented.isActive) throw new AppError('session_revoked')
  if (presented.inGrace) return await issue(presented, presented.nextIsUnused ? next.secret : undefined)

  await endSessions({ userId: presented.userId, sessionIds: [presented.sessionId], reason: 'refresh_token_reused' })
  await recordAudit({ actorId: presented.userId, action: 'session.refresh_token_reused', subject: presented.sessionId, address })
  throw new AppError('session_revoked')
}

/** Runs before the exchange, so that a refused client can retry with the same token. */
async function limitOwner(tokenHash: Uint8Array<ArrayBuffer>): Promise<void> {
  const token = await database().refreshToken.findUnique({ where: { tokenHash }, select: { session: { select: { userId: true } } } })
  if (token) await takePoint('session', token.session.userId)
}

/** One statement, so that one of two simultaneous calls wins and a crash never loses a token. */
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

/** Finds the session of a token that could not be rotated. Expired tokens count as unknown. */
async function findPresented(hash: Uint8Array, nextHash: Uint8Array): Promise<Presented | undefined> {
  const [row] = await database().$queryRaw<Presented[]>`
    SELECT s.id AS "sessionId", s.user_id AS "userId",
      s.revoked_at IS NULL AND s.expires_at > now() AND u.deactivated_at IS NULL AND u.deleted_at IS NULL AS "isActive",
      t.used_at > now() - make_interval(secs => ${REFRESH_GRACE_SECONDS}) AS "inGrace",
      EXISTS (SELECT FROM refresh_tokens n WHERE n.token_hash = ${nextHash} AND n.session_id = t.session_id AND n.used_at IS NULL) AS "nextIsUnused"
    FROM refresh_tokens t
    JOIN sessions s ON s.id = t.session_id
    JOIN users u ON u.id = s.user_id
    WHERE t.token_hash = ${hash} AND t.expires_at > now()`
  return row
}

async function issue({ userId, sessionId }: Claims, refreshToken: string | undefined): Promise<Tokens> {
  return { userId, sessionId, refreshToken, accessToken: await signAccessToken({ userId, sessionId }), expiresIn: ACCESS_TOKEN_SECONDS }
}
