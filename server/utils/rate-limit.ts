import { createHash } from 'node:crypto'
import type { RateLimitName } from '#shared/limits.ts'
import { rateLimits } from '#shared/limits.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { networkOf } from '#server/infra/network-of.ts'
import { returnPoint, takePoint } from '#server/infra/rate-limiters.ts'

/** Who is counted: the signed-in person, the address that they call from, or the account that a form names. */
interface Caller {
  actor: Actor
  body?: unknown
}

/** Those of the limits that count addresses, people or accounts: each can be taken as soon as it is known whom it counts. */
export function limitsPer(per: 'user' | 'address' | 'account', names: readonly RateLimitName[]): RateLimitName[] {
  return names.filter(name => rateLimits[name].per === per)
}

/**
 * Takes a point from each of these limits. It is taken before the work, so that a hundred guesses
 * in parallel count as a hundred.
 * @throws AppError `too_many_requests` with the seconds until the next call may succeed
 */
export async function enforceLimits(names: readonly RateLimitName[], caller: Caller): Promise<void> {
  for (const name of names) await takePoint(name, keyOf(name, caller))
}

/** Gives the points back after a success, where only failures are meant to count (ASVS 6.3.1). */
export async function returnLimits(names: readonly RateLimitName[], caller: Caller): Promise<void> {
  for (const name of names) await returnPoint(name, keyOf(name, caller))
}

function keyOf(name: RateLimitName, { actor, body }: Caller): string {
  const { per } = rateLimits[name]
  if (per === 'user') return actor.userId
  // A public form without a readable account counts by address, never not at all.
  return per === 'account' ? hashed(accountOf(body) ?? networkOf(actor.address)) : actor.address
}

function accountOf(body: unknown): string | undefined {
  const { email } = (body ?? {}) as { email?: unknown }
  return typeof email === 'string' ? email : undefined
}

/** Addresses of people do not belong into a cache's keys. */
function hashed(account: string): string {
  return createHash('sha256').update(account).digest('base64url')
}
