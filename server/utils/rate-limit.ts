import type { RateLimitName } from '#shared/limits.ts'
import { rateLimits } from '#shared/limits.ts'
import type { Actor } from '#server/domain/access/actor.ts'
import { takePoint } from '#server/infra/rate-limiters.ts'

/**
 * Selects the limits by address or by user, which `defineApi` enforces for every operation. Limits by
 * account are enforced by the operation itself, because anyone can name an account.
 */
export function limitsPer(per: 'user' | 'address', names: readonly RateLimitName[]): RateLimitName[] {
  return names.filter(name => rateLimits[name].per === per)
}

/**
 * Counts a call against each limit, by user or by address. It counts before the work, so that a
 * hundred parallel guesses count as a hundred.
 * @throws AppError `too_many_requests` with the seconds until the next call may succeed
 */
export async function enforceLimits(names: readonly RateLimitName[], { userId, address }: Pick<Actor, 'userId' | 'address'>): Promise<void> {
  for (const name of names) await takePoint(name, rateLimits[name].per === 'user' ? userId : address)
}
