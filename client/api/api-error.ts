import type { ErrorCode, ErrorDetails } from '#shared/errors.ts'

/** A call that failed. `network` never reached the server, or its answer never came back. */
export class ApiError extends Error {
  readonly code: ErrorCode | 'network'
  readonly status: number
  readonly details: ErrorDetails | undefined
  readonly requestId: string | undefined

  constructor({ code, status = 0, details, requestId }: {
    code: ErrorCode | 'network'
    status?: number
    details?: ErrorDetails | undefined
    requestId?: string | undefined
  }) {
    super(code)
    this.name = 'ApiError'
    this.code = code
    this.status = status
    this.details = details
    this.requestId = requestId
  }
}

/** Statuses of refusals that time may cure. */
const PASSING = new Set([401, 408, 425, 429])

/** May the very same call succeed later, without anybody changing anything? */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false
  return error.status < 400 || error.status >= 500 || PASSING.has(error.status)
}

/** The code of a refusal that no repetition cures; undefined for every other error. */
export function refusalOf(error: unknown): ErrorCode | undefined {
  return error instanceof ApiError && error.code !== 'network' && !isPassing(error) ? error.code : undefined
}
