import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { renewEpoch } from '#server/domain/sync/renew-epoch.ts'
import { closeDatabase, openDatabase } from '#server/infra/postgres/database.ts'
import { createDatabase, type TestDatabase } from '../../helpers/test-database.ts'

describe('a database that was restored elsewhere', () => {
  let original: TestDatabase
  let copies: TestDatabase[]

  beforeEach(async () => {
    original = await createDatabase()
    copies = []
  })
  afterEach(async () => {
    for (const database of [...copies, original]) await database.drop()
  })

  /** As a node does when it starts on this database. */
  async function start({ url }: TestDatabase): Promise<boolean> {
    openDatabase(url, error => error)
    return await renewEpoch().finally(closeDatabase)
  }

  /** The same rows in another database, as after a restore. */
  async function restore(): Promise<TestDatabase> {
    const copy = await createDatabase()
    copies.push(copy)
    const [row] = await original.query<{ epoch: string, place: string | null }>('SELECT epoch, place FROM installation')
    await copy.query('UPDATE installation SET epoch = $1, place = $2', [row?.epoch, row?.place])
    return copy
  }

  async function epochOf({ query }: TestDatabase): Promise<string | undefined> {
    const [row] = await query<{ epoch: string }>('SELECT epoch FROM installation')
    return row?.epoch
  }

  it('[D6.4] gets a new epoch at its first start, and keeps it at the next', async () => {
    await start(original)
    const copy = await restore()
    expect(await start(copy)).toBe(true)
    const renewed = await epochOf(copy)
    expect(renewed).not.toBe(await epochOf(original))
    expect(await start(copy)).toBe(false)
    expect(await epochOf(copy)).toBe(renewed)
  })

  it('[D6.4] gets one epoch from nodes that start at once', async () => {
    await start(original)
    const copy = await restore()
    openDatabase(copy.url, error => error)
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => renewEpoch())).finally(closeDatabase)
    expect(outcomes.filter(isNew => isNew)).toHaveLength(1)
    expect(await epochOf(copy)).not.toBe(await epochOf(original))
  })

  it('[D6.4] is distinguished from a restart and from the first start that stores the identity', async () => {
    const epoch = await epochOf(original)
    expect(await start(original)).toBe(false)
    expect(await start(original)).toBe(false)
    expect(await epochOf(original)).toBe(epoch)
  })

  it('[D6.4] is recognised also by a database role that cannot read the server identity', async () => {
    const role = `guest_${new URL(original.url).pathname.slice(1)}`
    const [administrator] = await original.query<{ name: string }>('SELECT current_user AS name')
    const asGuest = async (database: TestDatabase): Promise<boolean> => {
      await database.query('REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC')
      await database.query(`GRANT SELECT, UPDATE ON installation TO ${role}`)
      const url = new URL(database.url)
      url.searchParams.set('options', `-c role=${role}`)
      return await start({ ...database, url: url.href })
    }
    await original.query(`CREATE ROLE ${role}`)
    await original.query(`GRANT ${role} TO ${administrator?.name ?? ''}`)
    expect(await asGuest(original)).toBe(false)
    const copy = await restore()
    expect(await asGuest(copy)).toBe(true)
    expect(await asGuest(copy)).toBe(false)
    for (const database of [copy, original]) await database.query(`DROP OWNED BY ${role}`)
    await original.query(`DROP ROLE ${role}`)
  })
})
