import { v7 as uuidv7 } from 'uuid'
import { expect, it } from 'vitest'
import { migrate } from '#server/infra/postgres/migrate.ts'
import { migrateUpTo } from '../../helpers/migrated-database.ts'
import { createDatabase, EMPTY } from '../../helpers/test-database.ts'

it('[S-50] [T-24] an upgrade records earlier removals from the audit log', async () => {
  const database = await createDatabase(EMPTY)
  await migrateUpTo(database.url, '20261121192100_first_answer_of_the_other_side')
  const [project, maya, gone] = [uuidv7(), uuidv7(), uuidv7()]
  await database.query(`INSERT INTO users (id, email, name, updated_at) VALUES ($1, 'maya@bakery.example', 'Maya Okafor', now())`, [maya])
  await database.query(`INSERT INTO projects (id, name, slug, updated_at) VALUES ($1, 'Maya''s bakery', 'bakery', now())`, [project])
  const removals = [[maya, '2026-10-01'], [maya, '2026-11-01'], [gone, '2026-11-02']]
  for (const [userId, at] of removals) {
    await database.query(`INSERT INTO audit_events (id, action, subject, details, created_at) VALUES ($1, 'project.member_removed', $2, jsonb_build_object('userId', $3::text), $4)`, [uuidv7(), project, userId, `${at}T12:00:00Z`])
  }
  await database.query(`INSERT INTO audit_events (id, action, subject) VALUES ($1, 'project.member_removed', 'nobody')`, [uuidv7()])
  await migrate({ databaseUrl: database.url })
  await expect(database.query('SELECT project_id AS project, user_id AS person, left_at AS "leftAt" FROM project_departures'))
    .resolves.toEqual([{ project, person: maya, leftAt: new Date('2026-11-01T12:00:00Z') }])
  await database.drop()
})
