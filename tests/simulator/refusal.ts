import type { ErrorCode } from '#shared/errors.ts'
import { errorStatus } from '#shared/errors.ts'
import { ApiError } from '#client/api/api-error.ts'

/** What the real server answers when it refuses, as the client's side of the wire reads it. */
export function refusal(code: ErrorCode): ApiError {
  return new ApiError({ code, status: errorStatus[code] })
}
