import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RateLimitName } from '#shared/limits.ts'
import { UNKNOWN_ADDRESS } from '#shared/unknown-address.ts'
import { createRateLimiters, isWithinLimit, rateLimiters, returnPoint, takePoint } from '#server/infra/rate-limiters.ts'
import { enforceLimits } from '#server/utils/rate-limit.ts'

const caller = { userId: 'maya', address: '203.0.113.7' }
const limited = { code: 'too_many_requests' }

function call(names: RateLimitName[], change: Partial<typeof caller> = {}) {
  return enforceLimits(names, { ...caller, ...change })
}

describe('limits', () => {
  beforeEach(() => rateLimiters.set(createRateLimiters({ redis: undefined, factor: 1 })))
  afterEach(() => rateLimiters.clear())

  it('[S-38] count people by themselves and say when to come again', async () => {
    for (const _ of Array.from({ length: 10 })) await call(['password'])
    const refusal = await call(['password']).catch((error: unknown) => error)
    expect(refusal).toMatchObject(limited)
    expect(refusal).toHaveProperty('details.retryAfter', expect.toSatisfy((seconds: number) => seconds > 0 && seconds <= 900))
    await expect(call(['password'], { userId: 'sam' })).resolves.toBeUndefined()
  })

  it('[R-010] [S-4] ten guesses at one account, in parallel too', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => takePoint('loginAccount', 'maya@lume.example')))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    await expect(takePoint('loginAccount', 'sam@harbor.example')).resolves.toBeUndefined()
  })

  it('[R-010] [S-4] fifty guesses from one address at any number of accounts', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 60 }, () => call(['loginAddress'])))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(50)
  })

  it.each([
    ['one network of IPv6', '2001:db8:1:2::7', '2001:db8:1:2:ffff:0:0:9', '2001:db8:1:3::7'],
    ['an IPv4 address that is mapped into IPv6', '198.51.100.1', '::ffff:198.51.100.1', '198.51.100.2'],
    ['the same, written in hexadecimal', '::ffff:c633:6401', '198.51.100.1', '::ffff:c633:6402'],
    ['an address with a zone', 'fe80::1%eth0', 'fe80::2%eth0', 'fe80:0:0:1::1%eth0'],
  ])('[S-38] count %s as one', async (_, address, same, other) => {
    for (const _ of Array.from({ length: 20 })) await call(['register'], { address })
    await expect(call(['register'], { address: same })).rejects.toMatchObject(limited)
    await expect(call(['register'], { address: other })).resolves.toBeUndefined()
    // The one that was refused, and one more.
    for (const _ of ['refused', 'admitted']) await returnPoint('register', same)
    await expect(call(['register'], { address })).resolves.toBeUndefined()
  })

  it('[S-4] what succeeded does not count', async () => {
    for (const _ of Array.from({ length: 40 })) {
      await takePoint('loginAccount', 'maya@lume.example')
      await returnPoint('loginAccount', 'maya@lume.example')
    }
    await expect(takePoint('loginAccount', 'maya@lume.example')).resolves.toBeUndefined()
  })

  it('[S-48] do not count by an unknown address, which all people behind a proxy share', async () => {
    for (const _ of Array.from({ length: 1_000 })) await call(['register', 'loginAddress'], { address: UNKNOWN_ADDRESS })
    await returnPoint('register', UNKNOWN_ADDRESS)
    for (const _ of Array.from({ length: 10 })) await takePoint('loginAccount', 'maya@lume.example')
    await expect(takePoint('loginAccount', 'maya@lume.example')).rejects.toMatchObject(limited)
  })

  it('[S-51] are asked quietly where a stranger may have used them up, and failures stay failures', async () => {
    const outcomes = []
    for (const _ of Array.from({ length: 6 })) outcomes.push(await isWithinLimit('resetMail', 'maya@lume.example'))
    expect(outcomes).toEqual([true, true, true, true, true, false])
    expect(await isWithinLimit('registerMail', 'maya@lume.example')).toBe(true)
    rateLimiters.clear()
    await expect(isWithinLimit('resetMail', 'maya@lume.example')).rejects.toThrow(/is not set/)
  })

  it('[S-38] all grow by one factor, for load tests', async () => {
    rateLimiters.set(createRateLimiters({ redis: undefined, factor: 3 }))
    for (const _ of Array.from({ length: 30 })) await call(['password'])
    await expect(call(['password'])).rejects.toMatchObject(limited)
  })
})
