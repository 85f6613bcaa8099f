import type { Actor } from '#server/domain/access/actor.ts'
import { authorize } from '#server/domain/access/actor.ts'
import { endSessions } from './end-sessions.ts'
import { recordAudit } from '#server/domain/audit/record-audit.ts'

/** Ends all sessions of the actor except the current one. */
export async function revokeOtherSessions({ actor }: { actor: Actor }): Promise<void> {
  authorize(actor, 'account:own')
  const ended = await endSessions({ userId: actor.userId, except: actor.sessionId, reason: 'revoked' })
  for (const subject of ended) await recordAudit({ actorId: actor.userId, action: 'session.revoked', subject, address: actor.address })
}
