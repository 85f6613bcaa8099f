import { AppError } from '#shared/errors.ts'
import type { Permission, Subject } from '#shared/permissions.ts'
import { can, refusalOf } from '#shared/permissions.ts'
import type { PlatformRole } from '#shared/types.ts'

/** The claims of a valid access token. Only the database knows whether the session is still active. */
export interface Claims {
  userId: string
  sessionId: string
}

/** The user who makes one request or sends one socket event. */
export interface Actor extends Claims {
  /** Unknown (`member` is assumed) where the SQL statement itself checks the session. */
  platformRole: PlatformRole
  /** Network address, for limits and the audit log. */
  address: string
  requestId: string
  /** Set by every permission check. `defineApi` refuses a response without one. */
  permissionChecked: boolean
}

/**
 * Checks a permission and records that it was checked.
 * @throws AppError `forbidden`, or `posting_restricted` where only owners and admins may post. Check
 * before this call that the actor may see the subject, and throw `not_found` otherwise.
 */
export function authorize(actor: Actor, permission: Permission, subject: Subject = {}): void {
  actor.permissionChecked = true
  if (!can({ platformRole: actor.platformRole, ...subject }, permission)) throw new AppError(refusalOf(subject, permission))
}

/** For functions whose SQL query contains the permission check. */
export function markPermissionChecked(actor: Actor): void {
  actor.permissionChecked = true
}
