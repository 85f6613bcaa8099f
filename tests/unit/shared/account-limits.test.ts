import { describe, expect, it } from 'vitest'
import * as account from '#shared/contracts/account.ts'
import type { Contract } from '#shared/contracts/contract.ts'
import { rateLimits } from '#shared/limits.ts'

const contracts = Object.values(account).filter((value): value is typeof value & Contract => typeof value === 'object' && 'operation' in value)

/** Links from mails name nobody until they are used up, and each account gets few of them; the first account comes from nobody's. */
const withoutAccount = ['resetPassword', 'verifyEmail', 'setUp']

describe('the limits of everything about accounts', () => {
  it.each(contracts.map(({ operation, limits }) => [operation, limits.map(name => rateLimits[name].per)] as const))('[R-010] [S-38] %s counts addresses, and whose account it is', (operation, counted) => {
    expect(counted).toContain('address')
    if (!withoutAccount.includes(operation)) expect(counted.filter(per => per !== 'address')).not.toEqual([])
  })
})
