import type { Actor } from '#server/domain/access/actor.ts'
import { enforceLimits } from '#server/utils/rate-limit.ts'

/**
 * Takes a point of the address that is to get a mail, where a form may do without one: nobody's
 * inbox is filled by many who invite them.
 * @throws AppError `too_many_requests`
 */
export async function limitMails(actor: Actor, email: string | undefined): Promise<void> {
  if (email !== undefined) await enforceLimits(['mailAccount'], { actor, body: { email } })
}
