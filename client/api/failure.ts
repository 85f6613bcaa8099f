import type { ErrorCode, ErrorDetails } from '#shared/errors.ts'

/** An error of our API client, or of the sign-in module with its own fetch. */
export interface Failure {
  code: ErrorCode | 'network'
  details?: ErrorDetails
  requestId?: string
}

interface Thrown extends Partial<Failure> {
  data?: { error?: { code?: ErrorCode, details?: ErrorDetails }, meta?: { requestId?: string } }
}

/** Reads a thrown value. An error without a code is a network failure. */
export function readFailure(thrown: unknown): Failure {
  const { code, details, requestId, data } = (thrown ?? {}) as Thrown
  return {
    code: data?.error?.code ?? (typeof code === 'string' ? code : 'network'),
    details: data?.error?.details ?? details,
    requestId: data?.meta?.requestId ?? requestId,
  }
}

/** Keys of `i18n/locales` to try for a broken rule of a field, the most specific first. */
export function fieldErrorKeys(field: string, rule: string): string[] {
  return [`errors.fields.${field}.${rule}`, `errors.fields.any.${rule}`, `errors.fields.${field}.invalid`, 'errors.fields.any.invalid']
}

/** Whole minutes to wait, at least one. */
export function minutesToWait(details: ErrorDetails | undefined): number {
  return Math.max(1, Math.ceil((details?.retryAfter ?? 0) / 60))
}
