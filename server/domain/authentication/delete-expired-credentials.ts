import { database } from '#server/infra/postgres/database.ts'
import { SESSION_IDLE_SECONDS } from './lifetimes.ts'

/**
 * Deletes what can open nothing any more: links from mails and refresh tokens past their time, and
 * sessions that ended by age or that nobody has used for so long that each of their tokens has
 * ended. A session that was signed out stays that long too, so that its tokens are told apart from unknown ones.
 */
export async function deleteExpiredCredentials({ now }: { now: Date }): Promise<void> {
  const idleSince = new Date(now.getTime() - SESSION_IDLE_SECONDS * 1_000)
  await database().emailToken.deleteMany({ where: { expiresAt: { lt: now } } })
  await database().refreshToken.deleteMany({ where: { expiresAt: { lt: now } } })
  await database().session.deleteMany({ where: { OR: [{ expiresAt: { lt: now } }, { lastUsedAt: { lt: idleSince } }] } })
}
