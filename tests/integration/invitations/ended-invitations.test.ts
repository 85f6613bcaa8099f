import { describe, expect } from 'vitest'
import { INVITATION_DAYS_MAX } from '#shared/limits.ts'
import { deleteEndedInvitations } from '#server/domain/invitations/delete-ended-invitations.ts'
import { deleteEndedInvitationsJob } from '#server/domain/invitations/jobs.ts'
import { jobQueue } from '#server/infra/job-queue.ts'
import { createHarbor } from '../../helpers/harbor.ts'
import { until } from '../../helpers/until.ts'
import { accountTest } from '../../helpers/fixtures/account.ts'

/** When the job runs. All times are relative to it. */
const tonight = new Date('2031-03-04T03:27:00Z')
const daysBefore = (days: number) => new Date(tonight.getTime() - days * 24 * 3_600_000)

/** The expiry and revocation of each invitation, by its address. */
const invitations: Record<string, { expiresAt: Date, revokedAt?: Date }> = {
  'open@bakery.example': { expiresAt: daysBefore(-60) },
  'ended-recently@bakery.example': { expiresAt: daysBefore(29) },
  'ended-long-ago@bakery.example': { expiresAt: daysBefore(31) },
  'revoked-recently@bakery.example': { expiresAt: daysBefore(-60), revokedAt: daysBefore(29) },
  'revoked-long-ago@bakery.example': { expiresAt: daysBefore(-60), revokedAt: daysBefore(31) },
}

const it = accountTest.extend('listEmails', ({ domain }) => async () => (await domain.database.query<{ email: string }>('SELECT email FROM invitations ORDER BY email')).map(({ email }) => email))

it.beforeEach(async ({ domain }) => {
  await domain.database.query('TRUNCATE invitations CASCADE')
  const { project, lena, maya } = await createHarbor(domain)
  for (const [email, { expiresAt, revokedAt }] of Object.entries(invitations)) {
    await domain.database.query(`
      WITH inserted AS (
        INSERT INTO invitations (id, project_id, project_role, invited_by_id, email, max_uses, use_count, expires_at, revoked_at)
        VALUES (gen_random_uuid(), $1, 'client', $2, $3, 1, 1, $4, $5) RETURNING id)
      INSERT INTO invitation_uses (invitation_id, user_id) SELECT id, $6 FROM inserted`, [project, lena.userId, email, expiresAt, revokedAt ?? null, maya.userId])
  }
})

describe('invitations that ended', () => {
  it('[S-8] [R-043] are deleted after thirty days, and members who joined by them stay', async ({ domain, listEmails }) => {
    await deleteEndedInvitations({ now: tonight })
    expect(await listEmails()).toEqual(['ended-recently@bakery.example', 'open@bakery.example', 'revoked-recently@bakery.example'])
    const [members] = await domain.database.query<{ count: number }>(`SELECT COUNT(*)::int AS count FROM project_members JOIN users ON users.id = user_id WHERE users.name = 'Maya Okafor'`)
    expect(members?.count).toBeGreaterThan(0)
  })

  it('[S-50] are deleted together with departures older than any invitation', async ({ domain }) => {
    await domain.database.query(`
      INSERT INTO project_departures (project_id, user_id, left_at)
      SELECT p.id, u.id, CASE WHEN u.name = 'Maya Okafor' THEN $1::timestamptz ELSE $2::timestamptz END
      FROM projects p CROSS JOIN users u WHERE p.name = 'Maya''s bakery' AND u.name IN ('Maya Okafor', 'Sam Berger')`,
    [daysBefore(INVITATION_DAYS_MAX - 1), daysBefore(INVITATION_DAYS_MAX + 1)])
    await deleteEndedInvitations({ now: tonight })
    const rows = await domain.database.query('SELECT DISTINCT u.name FROM project_departures JOIN users u ON u.id = user_id')
    expect(rows).toEqual([{ name: 'Maya Okafor' }])
  })

  it('[S-8] are deleted by the nightly job', async ({ domain, listEmails }) => {
    await domain.database.query(`UPDATE invitations SET expires_at = now() - interval '31 days' WHERE email <> 'open@bakery.example'`)
    await jobQueue().send(deleteEndedInvitationsJob.name, { payload: {} })
    jobQueue().wake(deleteEndedInvitationsJob.name)
    await until(async () => (await listEmails()).length === 1, { what: 'the job' })
    expect(await listEmails()).toEqual(['open@bakery.example'])
  })
})
