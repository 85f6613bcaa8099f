import { ApiError } from './api-error.ts'
import type { Timers } from '../ports.ts'

/** Milliseconds before the first retry; doubled with each further one. */
const FIRST_MS = 1_000
/** Longest wait in milliseconds, unless the server asks for more. */
const LONGEST_MS = 30_000

/**
 * Exponential back-off with jitter over the upper half, so that clients that failed together do not
 * retry together. Respects `Retry-After`.
 */
export function createBackOff({ random }: Pick<Timers, 'random'>) {
  let failures = 0
  return {
    /** Milliseconds to wait after this failure. */
    next(error?: unknown): number {
      const ms = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures)
      failures += 1
      const requested = error instanceof ApiError ? (error.details?.retryAfter ?? 0) * 1_000 : 0
      return Math.max(requested, ms * (0.5 + random() / 2))
    },
    /** Call it after a success. */
    reset() {
      failures = 0
    },
  }
}
