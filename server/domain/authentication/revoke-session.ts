import type { Actor } from '#server/domain/access/actor.ts'
import { loadSession } from '#server/domain/access/load-session.ts'
import { endSessions } from './end-sessions.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'

/**
 * Ends one of the actor's sessions and closes its sockets.
 * @throws AppError `not_found` for another user's session or one that has ended
 */
export async function revokeSession({ actor, sessionId }: { actor: Actor, sessionId: string }): Promise<void> {
  const session = await loadSession({ actor, sessionId })
  await endSessions({ userId: actor.userId, sessionIds: [session.id], reason: 'revoked' })
  await recordAudit({ actorId: actor.userId, action: 'session.revoked', subject: session.id, address: actor.address })
}
