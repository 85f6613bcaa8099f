import type { Prisma } from '#generated/client.ts'
import { publish } from '#server/domain/events.ts'
import { database } from '#server/infra/postgres/database.ts'

/** Why a session ended, for the row and the audit log. */
export type EndReason = 'signed_out' | 'revoked' | 'password_changed' | 'password_reset' | 'account_deleted' | 'demo_removed' | 'refresh_token_reused'

/** The user did not end such a session. Clients keep its unsent messages. */
const NOT_BY_USER = 'refresh_token_reused' satisfies EndReason

interface SessionsToEnd {
  userId: string
  reason: EndReason
  /** Only these sessions. */
  sessionIds?: string[]
  /** All sessions except this one. */
  except?: string
}

/** Revokes active sessions and closes their sockets on every node. Returns the ids of the revoked sessions. */
export async function endSessions(sessions: SessionsToEnd): Promise<string[]> {
  const ended = await revokeSessions(database(), sessions)
  announceEndedSessions(ended, { forget: sessions.reason !== NOT_BY_USER })
  return ended
}

/** The database part of `endSessions`, for use in a larger transaction. Call `announceEndedSessions` after its commit. */
export async function revokeSessions(
  transaction: Pick<Prisma.TransactionClient, 'session'>,
  { userId, reason, sessionIds, except }: SessionsToEnd,
): Promise<string[]> {
  const rows = await transaction.session.updateManyAndReturn({
    where: { userId, revokedAt: null, ...(sessionIds && { id: { in: sessionIds } }), ...(except && { NOT: { id: except } }) },
    data: { revokedAt: new Date(), revokedReason: reason },
    select: { id: true },
  })
  return rows.map(row => row.id)
}

/** Closes the sockets of revoked sessions. With `forget`, clients also delete their stored data. */
export function announceEndedSessions(sessionIds: readonly string[], { forget } = { forget: true }): void {
  for (const sessionId of sessionIds) publish({ name: 'session:revoked', to: { session: sessionId }, payload: { sessionId, forget } })
}

/** Filters the sessions that the user ended on purpose, whose clients delete their stored data. */
export async function listEndedOnPurpose(sessionIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await database().session.findMany({
    where: { id: { in: [...sessionIds] }, revokedAt: { not: null }, revokedReason: { not: NOT_BY_USER } },
    select: { id: true },
  })
  return new Set(rows.map(row => row.id))
}
