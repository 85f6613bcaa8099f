import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setUpCode, setUpInstallation } from '#server/domain/setup/set-up-installation.ts'
import { openAccountDomain, type AccountDomain } from '../../helpers/account-domain.ts'

describe('setting up an installation', () => {
  let domain: AccountDomain

  beforeAll(async () => {
    domain = await openAccountDomain()
  })
  afterAll(() => domain.close())

  const setUp = (number: number, code = setUpCode()) => setUpInstallation({
    code, email: `operator${number}@harbor.example`, password: 'fourteen tables', name: 'Ingrid Solberg', removeDemo: false, address: '203.0.113.9',
  })
  const people = () => domain.database.query<{ platform_role: string }>('SELECT platform_role FROM users')

  it('[S-6] there is no default account', async () => {
    expect(await people()).toEqual([])
  })

  it('[S-6] is refused without the code from the terminal', async () => {
    for (const code of ['', 'x'.repeat(43), setUpCode().toLowerCase()]) {
      await expect(setUp(0, code)).rejects.toMatchObject({ code: 'token_invalid' })
    }
    expect(await people()).toEqual([])
  })

  it('[S-6] one of twenty parallel attempts creates the administrator, and later ones fail', async () => {
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => setUp(index)))
    expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(1)
    await expect(setUp(99)).rejects.toMatchObject({ code: 'conflict' })
    expect(await people()).toEqual([{ platform_role: 'admin' }])
  })
})
