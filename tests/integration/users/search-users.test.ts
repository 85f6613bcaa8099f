import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { userSummary } from '#shared/contracts/users.ts'
import { presenceReader } from '#server/domain/presence.ts'
import { readUser } from '#server/domain/users/read-user.ts'
import { searchUsers } from '#server/domain/users/search-users.ts'
import { openDomain, type TestDomain } from '../../helpers/domain.ts'
import { createHarbor, type Harbor } from '../../helpers/harbor.ts'

let domain: TestDomain
let harbor: Harbor

beforeAll(async () => {
  domain = await openDomain()
  harbor = await createHarbor(domain)
})
afterAll(() => domain.close())

async function namesFor(query: string, projectId?: string): Promise<string[]> {
  return (await searchUsers({ actor: harbor.maya, query, projectId })).map(user => user.name)
}

describe('searching people', () => {
  it('[R-005] finds users by a part of the name, ignoring case, and never the actor', async () => {
    expect(await namesFor('BER')).toEqual(['Sam Berger'])
    expect(await namesFor('')).toEqual(['Lena Costa', 'Sam Berger'])
  })

  it('[R-005] [S-17] finds only people of a shared project', async () => {
    expect(await namesFor('Otto')).toEqual([])
    expect(await namesFor('', harbor.otherProject)).toEqual([])
    await expect(readUser({ actor: harbor.maya, userId: harbor.otto.userId })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('[R-005] [S-5] does not look at addresses', async () => {
    expect(await namesFor('example.com')).toEqual([])
    expect(await namesFor('sam.berger')).toEqual([])
  })

  it.each(['%', '_', '\\', '%%', 'S_m', '\'; DROP TABLE users; --'])('[S-26] searches for %s literally', async (query) => {
    expect(await namesFor(query)).toEqual([])
  })

  it('[R-005] hides accounts that are closed', async () => {
    await domain.database.query('UPDATE users SET deactivated_at = now() WHERE id = $1', [harbor.lena.userId])
    expect(await namesFor('')).toEqual(['Sam Berger'])
    await domain.database.query('UPDATE users SET deactivated_at = NULL WHERE id = $1', [harbor.lena.userId])
  })

  it('[R-005] returns at most twenty', async () => {
    await domain.database.query(`
      WITH people AS (
        INSERT INTO users (id, email, name, updated_at)
        SELECT gen_random_uuid(), 'guest' || number || '@example.com', 'Guest ' || number, now() FROM generate_series(1, 30) AS number RETURNING id
      ) INSERT INTO project_members (project_id, user_id, role) SELECT $1, id, 'client' FROM people`, [harbor.project])
    expect(await namesFor('Guest')).toHaveLength(20)
  })

  it('[S-19] shows users with their presence, without address or hash', async () => {
    presenceReader.set({ presenceOf: async () => new Map([[harbor.sam.userId, 'online' as const]]) })
    const [sam] = await searchUsers({ actor: harbor.maya, query: 'Sam' })
    expect(userSummary.parse(sam)).toMatchObject({ id: harbor.sam.userId, presence: 'online' })
    expect(await readUser({ actor: harbor.maya, userId: harbor.maya.userId })).toMatchObject({ name: 'Maya Okafor', presence: 'offline' })
    presenceReader.clear()
  })
})
