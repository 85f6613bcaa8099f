import type { Prisma } from '#generated/client.ts'
import { publish } from '#server/domain/events.ts'
import { database } from '#server/infra/postgres/database.ts'

/** Why a session ended, for the row and the audit log. */
export type EndReason = 'signed_out' | 'revoked' | 'password_changed' | 'password_reset' | 'account_deleted' | 'demo_removed' | 'refresh_token_reused'

/** Who copied a token did not act for its owner, whose words may still wait on a device. */
const NOT_ON_PURPOSE = 'refresh_token_reused' satisfies EndReason

interface SessionsToEnd {
  userId: string
  reason: EndReason
  /** Only these. */
  sessionIds?: string[]
  /** All but this one. */
  except?: string
}

/** Ends sessions and closes their sockets on every node. Returns the ids of those that stood. */
export async function endSessions(sessions: SessionsToEnd): Promise<string[]> {
  const ended = await revokeSessions(database(), sessions)
  announceEnd(ended, { forget: sessions.reason !== NOT_ON_PURPOSE })
  return ended
}

/** The first half of `endSessions`, for a transaction of more: announce after its commit. */
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

export function announceEnd(sessionIds: readonly string[], { forget } = { forget: true }): void {
  for (const sessionId of sessionIds) publish({ name: 'session:revoked', to: { session: sessionId }, payload: { sessionId, forget } })
}

/** Those of these sessions that somebody ended on purpose: their devices forget what waits there. Others ran out. */
export async function listEndedOnPurpose(sessionIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await database().session.findMany({
    where: { id: { in: [...sessionIds] }, revokedAt: { not: null }, revokedReason: { not: NOT_ON_PURPOSE } },
    select: { id: true },
  })
  return new Set(rows.map(row => row.id))
}
