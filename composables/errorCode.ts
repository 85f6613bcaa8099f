import { errorStatus, type ErrorCode } from '#shared/errors.ts'

/** The code of whatever was thrown on the way to the server; `unavailable` when it did not answer. Pure. */
export function codeOf(error: unknown): ErrorCode {
  const code = (error as { code?: unknown } | undefined)?.code
  return typeof code === 'string' && code in errorStatus ? code as ErrorCode : 'unavailable'
}
