import type { DeviceSession } from '#shared/types.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'
import { SESSION_IDLE_SECONDS } from './lifetimes.ts'

/** Lists the actor's active sessions, the most recently used first. */
export async function listSessions({ actor }: { actor: Actor }): Promise<DeviceSession[]> {
  authorize(actor, 'account:own')
  const idleSince = new Date(Date.now() - SESSION_IDLE_SECONDS * 1_000)
  const sessions = await database().session.findMany({
    where: { userId: actor.userId, revokedAt: null, expiresAt: { gt: new Date() }, lastUsedAt: { gt: idleSince } },
    orderBy: [{ lastUsedAt: 'desc' }, { id: 'desc' }],
  })
  return sessions.map(session => ({
    id: session.id,
    current: session.id === actor.sessionId,
    userAgent: session.userAgent,
    address: session.address,
    lastUsedAt: session.lastUsedAt.toISOString(),
    createdAt: session.createdAt.toISOString(),
  }))
}
