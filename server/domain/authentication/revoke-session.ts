import type { Actor } from '#server/domain/access/actor.ts'
import { loadSession } from '#server/domain/access/load-session.ts'
import { endSessions } from './end-sessions.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'

/**
 * Signs one of the actor's devices out; its sockets close at once.
 * @throws AppError `not_found` for a session of somebody else or one that has ended
 */
export async function revokeSession({ actor, sessionId }: { actor: Actor, sessionId: string }): Promise<void> {
  const session = await loadSession({ actor, sessionId })
  await endSessions({ userId: actor.userId, sessionIds: [session.id], reason: 'revoked' })
  await recordAudit({ actorId: actor.userId, action: 'session.revoked', subject: session.id, address: actor.address })
}
