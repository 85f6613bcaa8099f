import type { RateLimitName } from '#shared/limits.ts'
import { rateLimits } from '#shared/limits.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'

/**
 * Those of the limits that count addresses or people, which are enforced for every operation alike.
 * One that counts accounts is for the operation to take: a stranger may have named the account.
 */
export function limitsPer(per: 'user' | 'address', names: readonly RateLimitName[]): RateLimitName[] {
  return names.filter(name => rateLimits[name].per === per)
}

/**
 * Takes a point from each of these limits, of the signed-in person or the address they call from.
 * It is taken before the work, so that a hundred guesses in parallel count as a hundred.
 * @throws AppError `too_many_requests` with the seconds until the next call may succeed
 */
export async function enforceLimits(names: readonly RateLimitName[], { userId, address }: Pick<Actor, 'userId' | 'address'>): Promise<void> {
  for (const name of names) await takePoint(name, rateLimits[name].per === 'user' ? userId : address)
}
