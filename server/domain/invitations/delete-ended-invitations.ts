import { INVITATION_DAYS_MAX } from '#shared/limits.ts'
import { database } from '#server/infra/postgres/database.ts'

/** Days for which an old link still shows why it no longer works. */
const RETENTION_DAYS = 30

const DAY_MS = 86_400_000

/**
 * Deletes invitations that expired or were revoked long ago, including their addresses. People who
 * joined by them stay, and the audit log still names the inviter. Departures are deleted once every
 * earlier invitation has expired.
 */
export async function deleteEndedInvitations({ now }: { now: Date }): Promise<void> {
  const endedBefore = new Date(now.getTime() - RETENTION_DAYS * DAY_MS)
  await database().invitation.deleteMany({ where: { OR: [{ expiresAt: { lt: endedBefore } }, { revokedAt: { lt: endedBefore } }] } })
  await database().projectDeparture.deleteMany({ where: { leftAt: { lt: new Date(now.getTime() - INVITATION_DAYS_MAX * DAY_MS) } } })
}
