import type { H3Event } from 'h3'
import { setResponseHeader, setResponseStatus } from 'h3'
import { AppError } from '#shared/errors.ts'
import { isOutage } from '#server/infra/postgres/is-outage.ts'
import { logger } from '#server/infra/logger.ts'
import { recordDenied } from '#server/utils/record-denied.ts'
import { requestIds } from '#server/utils/request-context.ts'

/**
 * Converts an error to its HTTP response. An unexpected error is logged with the request id and sent as
 * `internal` without details, or as `unavailable` during a database outage.
 */
export function respondWithError(event: H3Event, operation: string, startedAt: number, thrown: unknown) {
  const error = thrown instanceof AppError ? thrown : unexpectedError(event, operation, thrown)
  if (error.code === 'forbidden' || error.code === 'posting_restricted') recordDenied(event, operation)
  setResponseStatus(event, error.status)
  setResponseHeader(event, 'Cache-Control', 'no-store')
  if (error.details?.retryAfter !== undefined) setResponseHeader(event, 'Retry-After', error.details.retryAfter)
  return {
    error: { code: error.code, message: error.code.replaceAll('_', ' '), ...(error.details && { details: error.details }) },
    meta: { requestId: event.context.requestId, durationMs: Math.round((performance.now() - startedAt) * 10) / 10 },
  }
}

function unexpectedError(event: H3Event, operation: string, thrown: unknown): AppError {
  logger().error({ err: thrown, operation, ...requestIds(event) }, 'request failed')
  return new AppError(isOutage(thrown) ? 'unavailable' : 'internal')
}
