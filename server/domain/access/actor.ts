import { AppError } from '#shared/errors.ts'
import type { Permission, Subject } from '#shared/permissions.ts'
import { can, refusalOf } from '#shared/permissions.ts'
import type { PlatformRole } from '#shared/types.ts'

/** What a valid access token says. Whether the session still stands is for the database to say. */
export interface Claims {
  userId: string
  sessionId: string
}

/** The person who acts, for the length of one request or socket event. */
export interface Actor extends Claims {
  /** Unknown (`member` is assumed) where the session is checked by the statement itself. */
  platformRole: PlatformRole
  /** Network address, for limits and the audit log. */
  address: string
  requestId: string
  /** Set by every rule that was asked. An answer without any rule is refused: see `defineApi`. */
  consulted: boolean
}

/**
 * Asks a rule and remembers that it was asked.
 * @throws AppError `forbidden` when the rule says no, `posting_restricted` when it does because only
 * those in charge write there. What the actor may not even see must have been refused as `not_found` before.
 */
export function authorize(actor: Actor, permission: Permission, subject: Subject = {}): void {
  actor.consulted = true
  if (!can({ platformRole: actor.platformRole, ...subject }, permission)) throw new AppError(refusalOf(subject, permission))
}

/** For doors that check in SQL: the query itself was the rule. */
export function markConsulted(actor: Actor): void {
  actor.consulted = true
}
