import { database } from '#server/infra/postgres/database.ts'
import { SESSION_IDLE_SECONDS } from './lifetimes.ts'

/**
 * Deletes expired mail links, refresh tokens and sessions, and sessions that were idle for so long
 * that all their tokens have expired. A revoked session is kept for the same time, so that its
 * tokens can be distinguished from unknown ones.
 */
export async function deleteExpiredCredentials({ now }: { now: Date }): Promise<void> {
  const idleSince = new Date(now.getTime() - SESSION_IDLE_SECONDS * 1_000)
  await database().emailToken.deleteMany({ where: { expiresAt: { lt: now } } })
  await database().refreshToken.deleteMany({ where: { expiresAt: { lt: now } } })
  await database().session.deleteMany({ where: { OR: [{ expiresAt: { lt: now } }, { lastUsedAt: { lt: idleSince } }] } })
}
