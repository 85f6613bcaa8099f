import type { ErrorCode, ErrorDetails } from '#shared/errors.ts'

/** A failed request. `network`: it did not reach the server, or no response came back. */
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

/** Client errors after which a retry may succeed. */
const PASSING = new Set([401, 408, 425, 429])

/** May the same request succeed later? */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false
  return error.status < 400 || error.status >= 500 || PASSING.has(error.status)
}

/** The code of a permanent refusal; undefined for every other error. */
export function refusalOf(error: unknown): ErrorCode | undefined {
  return error instanceof ApiError && error.code !== 'network' && !isPassing(error) ? error.code : undefined
}
