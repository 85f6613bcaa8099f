import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestDatabase } from '../../helpers/test-database.ts'
import { createDatabase } from '../../helpers/test-database.ts'

describe('the database of a test file', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createDatabase()
  })
  afterAll(() => database.drop())

  it('[R-006] is migrated and empty', async () => {
    expect(await database.query('SELECT count(*)::int AS count FROM users')).toEqual([{ count: 0 }])
    expect(await database.query('SELECT 1 FROM _prisma_migrations LIMIT 1')).toHaveLength(1)
  })

  it('[R-202] is not shared with other files', async () => {
    const other = await createDatabase()
    await other.query('CREATE TABLE only_here (id int)')
    expect(await database.query('SELECT to_regclass(\'only_here\') AS found')).toEqual([{ found: null }])
    await other.drop()
  })
})
