import type { Session } from '#generated/client.ts'
import { AppError } from '#shared/errors.ts'
import { database } from '#server/infra/postgres/database.ts'
import type { Actor } from './actor.ts'
import { authorize } from './actor.ts'

/**
 * Loads one of the actor's own sessions that has not been revoked.
 * @throws AppError `not_found`
 */
export async function loadSession({ actor, sessionId }: { actor: Actor, sessionId: string }): Promise<Session> {
  authorize(actor, 'account:own')
  const session = await database().session.findFirst({ where: { id: sessionId, userId: actor.userId, revokedAt: null } })
  if (!session) throw new AppError('not_found')
  return session
}
