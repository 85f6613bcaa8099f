import type { Message } from './types.ts'

/**
 * Every error that a client can meet, with its HTTP status. The client maps the code to a text
 * (`errors.<code>` in the locale files), so a message is never parsed.
 */
export const errorStatus = {
  malformed: 400,
  unauthenticated: 401,
  wrong_credentials: 401,
  session_revoked: 401,
  forbidden: 403,
  foreign_origin: 403,
  email_not_verified: 403,
  posting_restricted: 403,
  invitation_foreign: 403,
  not_found: 404,
  invitation_invalid: 404,
  method_not_allowed: 405,
  conflict: 409,
  id_reused: 409,
  email_taken: 409,
  conversation_archived: 409,
  edit_conflict: 409,
  message_deleted: 409,
  poll_closed: 409,
  poll_fixed: 409,
  forward_fixed: 409,
  too_late: 409,
  last_lead: 409,
  last_owner: 409,
  too_many_invitations: 409,
  invitation_expired: 410,
  invitation_revoked: 410,
  invitation_used: 410,
  invitation_outdated: 410,
  too_large: 413,
  unsupported_media_type: 415,
  invalid: 422,
  no_shared_project: 422,
  token_invalid: 422,
  too_many_connections: 429,
  too_many_mails: 429,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof errorStatus

/** An invalid field and the rule that it broke (a key below `errors.fields`). */
export interface FieldError {
  field: string
  rule: string
}

export interface ErrorDetails {
  fields?: FieldError[]
  /** Seconds until the same call may be repeated. */
  retryAfter?: number
  /** With `edit_conflict`: the message as it is now. */
  current?: Message
  /** With `last_lead`: the names of the projects that would be without a lead. */
  projects?: string[]
}

/** The error that the domain throws. HTTP and socket code turn it into a response. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails | undefined

  constructor(code: ErrorCode, details?: ErrorDetails) {
    super(code)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }

  get status(): number {
    return errorStatus[this.code]
  }
}

/** A 422 that names one field, such as `invalidField('password', 'too_common')`. */
export function invalidField(field: string, rule: string): AppError {
  return new AppError('invalid', { fields: [{ field, rule }] })
}
