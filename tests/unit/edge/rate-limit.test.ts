import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RateLimitName } from '#shared/limits.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { createRateLimiters, rateLimiters } from '#server/infra/rate-limiters.ts'
import { enforceLimits, returnLimits } from '#server/utils/rate-limit.ts'

const actor: Actor = { userId: 'maya', sessionId: '', platformRole: 'member', address: '203.0.113.7', requestId: '', consulted: false }
const limited = { code: 'too_many_requests' }

function call(names: RateLimitName[], change: Partial<Actor> = {}, body: unknown = {}) {
  return enforceLimits(names, { actor: { ...actor, ...change }, body })
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

  it('[R-010] [S-4] ten guesses at one account from any number of addresses', async () => {
    const guess = (index: number) => call(['loginAccount'], { address: `198.51.100.${index}` }, { email: 'maya@lume.example' })
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, (_, index) => guess(index)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    await expect(call(['loginAccount'], {}, { email: 'sam@harbor.example' })).resolves.toBeUndefined()
  })

  it('[R-010] [S-4] fifty guesses from one address at any number of accounts', async () => {
    const guesses = Array.from({ length: 60 }, (_, index) => call(['loginAddress'], {}, { email: `${index}@lume.example` }))
    const outcomes = await Promise.allSettled(guesses)
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
    for (const _ of ['refused', 'admitted']) await returnLimits(['register'], { actor: { ...actor, address: same } })
    await expect(call(['register'], { address })).resolves.toBeUndefined()
  })

  it('[S-4] what succeeded does not count', async () => {
    const body = { email: 'maya@lume.example' }
    for (const _ of Array.from({ length: 40 })) {
      await call(['loginAccount'], {}, body)
      await returnLimits(['loginAccount'], { actor, body })
    }
    await expect(call(['loginAccount'], {}, body)).resolves.toBeUndefined()
  })

  it('[S-38] a form that names no account counts by address', async () => {
    for (const _ of Array.from({ length: 5 })) await call(['mailAccount'], {}, { email: ['not', 'a', 'text'] })
    await expect(call(['mailAccount'], {}, null)).rejects.toMatchObject(limited)
  })

  it('[S-38] all grow by one factor, for load tests', async () => {
    rateLimiters.set(createRateLimiters({ redis: undefined, factor: 3 }))
    for (const _ of Array.from({ length: 30 })) await call(['password'])
    await expect(call(['password'])).rejects.toMatchObject(limited)
  })
})
