import { authorize, type Actor } from '#server/domain/access/actor.ts'
import { database } from '#server/infra/postgres/database.ts'
import { proxyWarnings } from '#server/infra/proxy-warnings.ts'
import type { AdminOverview } from '../../../shared/contracts.ts'

/**
 * Reads the figures of the overview, counted from the rows on each call.
 * @throws AppError `forbidden` for everyone but administrators
 */
export async function readOverview({ actor }: { actor: Actor }): Promise<AdminOverview> {
  authorize(actor, 'admin:read')
  const [figures, messagesPerHour] = await Promise.all([readFigures(), readMessagesPerHour()])
  const messagesLastDay = messagesPerHour.reduce((sum, { count }) => sum + count, 0)
  return { ...figures, messagesLastDay, messagesPerHour, untrustedProxies: proxyWarnings().list() }
}

type Figures = Omit<AdminOverview, 'messagesLastDay' | 'messagesPerHour' | 'untrustedProxies'>

async function readFigures(): Promise<Figures> {
  const [row] = await database().$queryRaw<Figures[]>`
    SELECT
      (SELECT COUNT(*)::int FROM users WHERE deactivated_at IS NULL) AS people,
      (SELECT COUNT(*)::int FROM conversations WHERE status = 'active') AS "activeConversations",
      (SELECT AVG(response_time)::float FROM conversation_stats) AS "averageResponseTime",
      (SELECT COUNT(*)::int FROM projects WHERE status = 'active') AS "activeProjects",
      (SELECT COUNT(*)::int FROM projects p WHERE p.status = 'active' AND EXISTS (
        SELECT FROM conversations c
        WHERE c.project_id = p.id AND c.last_message_at > now() - interval '30 days'
      )) AS "messagingProjects"`
  if (!row) throw new Error('The overview has no row')
  return row
}

function readMessagesPerHour(): Promise<AdminOverview['messagesPerHour']> {
  return database().$queryRaw`
    SELECT to_char(slot AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS hour, COUNT(m.id)::int AS count
    FROM generate_series(date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()), interval '1 hour') AS slot
    LEFT JOIN messages m ON m.created_at >= slot AND m.created_at < slot + interval '1 hour'
    GROUP BY slot ORDER BY slot`
}
