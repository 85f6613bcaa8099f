import type { Claims } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'
import { verifyAccessToken } from './access-token.ts'
import { endSessions } from './end-sessions.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'
import { hashSecret } from './secret.ts'

interface Logout {
  accessToken: string | undefined
  /** Identifies the session when the access token has expired. */
  refreshToken: string | undefined
  address: string
}

/**
 * Ends the session of these tokens and closes its sockets. Does nothing without a session.
 * @throws AppError `too_many_requests`
 */
export async function logout({ accessToken, refreshToken, address }: Logout): Promise<void> {
  const session = await sessionOf({ accessToken, refreshToken })
  if (!session) return
  const { userId, sessionId } = session
  await takePoint('session', userId)
  const ended = await endSessions({ userId, sessionIds: [sessionId], reason: 'signed_out' })
  if (ended.length > 0) await recordAudit({ actorId: userId, action: 'session.ended', subject: sessionId, address })
}

async function sessionOf({ accessToken, refreshToken }: Pick<Logout, 'accessToken' | 'refreshToken'>): Promise<Claims | undefined> {
  const claims = accessToken && await verifyAccessToken(accessToken)
  if (claims) return claims
  if (!refreshToken) return undefined
  const token = await database().refreshToken.findUnique({ where: { tokenHash: hashSecret(refreshToken) }, include: { session: true } })
  return token ? { userId: token.session.userId, sessionId: token.sessionId } : undefined
}
