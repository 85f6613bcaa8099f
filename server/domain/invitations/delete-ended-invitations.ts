import { INVITATION_DAYS_MAX } from '#shared/limits.ts'
import { database } from '#server/infra/postgres/database.ts'

/** Days for which whoever comes by an old link is told what became of it. */
const KEPT_DAYS = 30

const DAY_MS = 86_400_000

/**
 * Deletes invitations that ended long ago, by age or because they were taken back, and with them
 * the addresses that they were for. Who came in by them stays, and the audit log knows who invited.
 * A departure is forgotten when every invitation that was made before it has expired.
 */
export async function deleteEndedInvitations({ now }: { now: Date }): Promise<void> {
  const endedBefore = new Date(now.getTime() - KEPT_DAYS * DAY_MS)
  await database().invitation.deleteMany({ where: { OR: [{ expiresAt: { lt: endedBefore } }, { revokedAt: { lt: endedBefore } }] } })
  await database().projectDeparture.deleteMany({ where: { leftAt: { lt: new Date(now.getTime() - INVITATION_DAYS_MAX * DAY_MS) } } })
}
