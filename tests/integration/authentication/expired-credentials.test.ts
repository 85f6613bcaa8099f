import { describe, expect } from 'vitest'
import { deleteExpiredCredentials } from '#server/domain/authentication/delete-expired-credentials.ts'
import { deleteExpiredCredentialsJob } from '#server/domain/authentication/jobs.ts'
import { jobQueue } from '#server/infra/job-queue.ts'
import { until } from '../../helpers/until.ts'
import { accountTest } from '../../helpers/fixtures/account.ts'

/** When the job runs. All times below are relative to it. */
const tonight = new Date('2031-03-04T03:17:00Z')

const daysBefore = (days: number) => new Date(tonight.getTime() - days * 24 * 3_600_000)

interface Device { expiresAt: Date, lastUsedAt: Date, revokedAt?: Date }

const devices: Record<string, Device> = {
  'in use': { expiresAt: daysBefore(-90), lastUsedAt: daysBefore(1) },
  'signed out last week': { expiresAt: daysBefore(-90), lastUsedAt: daysBefore(8), revokedAt: daysBefore(7) },
  'unused for a month': { expiresAt: daysBefore(-90), lastUsedAt: daysBefore(31) },
  'half a year old': { expiresAt: daysBefore(1), lastUsedAt: daysBefore(2) },
}

const it = accountTest
  .extend('storeCredentials', ({ domain }) => async (userId: string): Promise<void> => {
    await domain.database.query(`INSERT INTO users (id, email, name, updated_at) VALUES ($1, 'maya@lume.example', 'Maya', now()) ON CONFLICT DO NOTHING`, [userId])
    for (const [userAgent, { expiresAt, lastUsedAt, revokedAt }] of Object.entries(devices)) {
      await domain.database.query(
        `WITH session AS (INSERT INTO sessions (id, user_id, user_agent, expires_at, last_used_at, revoked_at)
          VALUES (gen_random_uuid(), $1, $2, $3, $4, $5) RETURNING id)
         INSERT INTO refresh_tokens (token_hash, session_id, expires_at)
         SELECT decode(md5(id::text), 'hex'), id, $4::timestamptz + interval '30 days' FROM session`,
        [userId, userAgent, expiresAt, lastUsedAt, revokedAt ?? null])
    }
    for (const expiresAt of [daysBefore(1), daysBefore(-1)]) {
      await domain.database.query(
        `INSERT INTO email_tokens (token_hash, user_id, purpose, email, expires_at) VALUES ($2, $1, 'verify_email', 'maya@lume.example', $3)`,
        [userId, Buffer.from(expiresAt.toISOString()), expiresAt])
    }
  })
  .extend('left', ({ domain }) => async (): Promise<{ sessions: string[], links: Date[] }> => {
    const sessions = await domain.database.query<{ user_agent: string }>('SELECT user_agent FROM sessions ORDER BY last_used_at DESC')
    const links = await domain.database.query<{ expires_at: Date }>('SELECT expires_at FROM email_tokens')
    return { sessions: sessions.map(({ user_agent: userAgent }) => userAgent), links: links.map(({ expires_at: expiresAt }) => expiresAt) }
  })

describe('expired credentials', () => {
  it('[S-10] [S-8] are deleted, and usable ones stay', async ({ domain, storeCredentials, left }) => {
    await storeCredentials('0192f0c1-7a55-7cc3-9a3e-0d6f3b1c2a01')
    await deleteExpiredCredentials({ now: tonight })
    expect(await left()).toEqual({ sessions: ['in use', 'signed out last week'], links: [daysBefore(-1)] })
    expect(await domain.database.query('SELECT 1 FROM refresh_tokens')).toHaveLength(2)
  })

  it('[S-10] are deleted by the nightly job', async ({ domain, left }) => {
    await domain.database.query(`UPDATE sessions SET expires_at = now() - interval '1 minute'`)
    await jobQueue().send(deleteExpiredCredentialsJob.name, { payload: {} })
    jobQueue().wake(deleteExpiredCredentialsJob.name)
    await until(async () => (await left()).sessions.length === 0, { what: 'the job' })
  })
})
